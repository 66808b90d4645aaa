/** One `[Parameter(…)]` of a parameter. `set` is `__AllParameterSets` where none is named. */
export interface ParameterSetEntry {
  readonly set: string;
  readonly mandatory: boolean;
  /** null: by name only. */
  readonly position: number | null;
  /** ValueFromPipeline. */
  readonly pipeline: boolean;
  /** ValueFromPipelineByPropertyName. */
  readonly byName: boolean;
}

export interface CmdletParameter {
  readonly name: string;
  /** .NET short name: String, Boolean, SwitchParameter, Object, Object[], Int32 … */
  readonly type: string;
  readonly aliases: readonly string[];
  readonly sets: readonly ParameterSetEntry[];
  /** ValidateSet. */
  readonly values?: readonly string[];
  readonly range?: { readonly min: number; readonly max: number };
  readonly length?: { readonly min: number; readonly max: number };
  readonly count?: { readonly min: number; readonly max: number };
  /** Name of a check that refuses null or empty values. */
  readonly notNull?: 'null' | 'nullOrEmpty';
  /** What it takes although it is mandatory (AllowNull, AllowEmptyString, AllowEmptyCollection). */
  readonly allow?: readonly ('null' | 'emptyString' | 'emptyCollection')[];
  /** ValueFromRemainingArguments. */
  readonly remaining?: true;
  /** Sent encrypted with the module file's public key. */
  readonly encrypted?: boolean;
}

/** What the module file says of one cmdlet (module-file.md). */
export interface CmdletInfo {
  readonly name: string;
  readonly defaultSet: string | null;
  /** True: it changes something (SupportsShouldProcess). */
  readonly supportsShouldProcess: boolean;
  readonly confirmImpact: 'None' | 'Low' | 'Medium' | 'High';
  readonly batching: boolean;
  /** Names of its parameters that are sent encrypted. */
  readonly encrypted: readonly string[];
  readonly parameters: readonly CmdletParameter[];
}
