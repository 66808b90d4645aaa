/** One UTF-16 unit. */
export interface PsChar {
  readonly kind: 'char';
  readonly code: number;
}

export interface PsGuid {
  readonly kind: 'guid';
  /** Lower case with dashes. */
  readonly text: string;
}

export interface PsVersion {
  readonly kind: 'version';
  /** Major, minor, build, revision; -1: not given. */
  readonly parts: readonly [number, number, number, number];
  readonly text: string;
}

export interface PsUri {
  readonly kind: 'uri';
  readonly text: string;
  readonly absolute: boolean;
}

export interface PsMailAddress {
  readonly kind: 'mailAddress';
  readonly displayName: string;
  readonly user: string;
  readonly host: string;
}

export interface PsRegex {
  readonly kind: 'regex';
  /** As written in .NET's syntax. */
  readonly pattern: string;
  /** The same for JavaScript. Never global or sticky; callers make their own copy for that. */
  readonly regExp: RegExp;
  /** Names of .NET's RegexOptions. */
  readonly options: readonly string[];
  /** .NET's order: the whole match, unnamed groups, named ones; `places` are groups of `regExp` that stand for it. */
  readonly groups: readonly RegexGroup[];
}

export interface RegexGroup {
  /** Its number as text, or its name. */
  readonly name: string;
  /** Several where a pattern uses a name more than once. */
  readonly places: readonly number[];
}

export interface PsEnum {
  readonly kind: 'enum';
  /** Full .NET name. */
  readonly typeName: string;
  /** Of flags: names joined with ", ". */
  readonly name: string;
  readonly value: number;
}

/** A type as a value (`[int]`). Only types of the allow-list can be one. */
export interface PsType {
  readonly kind: 'type';
  /** Full .NET name: "System.Int32", "System.Collections.Generic.List`1[System.String]", "System.Object[]". */
  readonly name: string;
}

/** The text is never printed, exported or sent anywhere but as a parameter. */
export class PsSecureString {
  readonly kind = 'secureString';
  #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  get length(): number {
    return this.#text.length;
  }

  /** AppendChar. */
  append(text: string): void {
    this.#text += text;
  }

  clear(): void {
    this.#text = '';
  }

  reveal(): string {
    return this.#text;
  }
}

export interface PsCredential {
  readonly kind: 'credential';
  readonly userName: string;
  readonly password: PsSecureString;
}

export interface PsStringBuilder {
  readonly kind: 'stringBuilder';
  text: string;
  capacity: number;
}

export function char(code: number): PsChar {
  return { kind: 'char', code };
}

export function enumValue(typeName: string, name: string, value: number): PsEnum {
  return { kind: 'enum', typeName, name, value };
}
