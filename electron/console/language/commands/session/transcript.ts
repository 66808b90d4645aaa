import type { BuiltIn, Context } from '../builtin.ts';
import { declare, parameter } from '../declare.ts';
import { toText } from '../../convert/text.ts';
import type { Runtime } from '../../interpreter/runtime.ts';
import { commandFailure, PS_INVALID_OPERATION } from '../data/failures.ts';
import { fullPath } from '../data/folder/paths.ts';
import { TextFile } from '../data/folder/text-writer.ts';

/** A transcript that is being written. */
interface Open {
  readonly file: TextFile;
  /** Lines that the run had shown when it began. */
  from: number;
}

const open = new WeakMap<Runtime, Open>();

const RULE = '*'.repeat(22);

function stamp(rt: Runtime): string {
  const text = new Date(rt.host.now()).toISOString();
  return text.slice(0, 19).replaceAll(/[-:T]/gu, '');
}

export const startTranscript: BuiltIn = {
  info: declare(
    'Start-Transcript',
    [
      parameter('Path', 'String', { position: 0, sets: ['ByPath'] }),
      parameter('LiteralPath', 'String', { position: 0, aliases: ['PSPath', 'LP'], sets: ['ByLiteralPath'] }),
      parameter('OutputDirectory', 'String', { sets: ['ByOutputDirectory'] }),
      parameter('Append', 'SwitchParameter'),
      parameter('Force', 'SwitchParameter'),
      parameter('NoClobber', 'SwitchParameter', { aliases: ['NoOverwrite'] }),
      parameter('IncludeInvocationHeader', 'SwitchParameter'),
      parameter('UseMinimalHeader', 'SwitchParameter'),
    ],
    { defaultSet: 'ByPath', supportsShouldProcess: true },
  ),
  typeName: 'Microsoft.PowerShell.Commands.StartTranscriptCommand',
  aliases: [],
  synopsis: 'Writes what the console shows to a file of the working folder as well.',
  start: (context) => ({
    process() {
      const { bound, runtime } = context;
      if (runtime.host.shownLines === undefined) throw notHere();
      const path = pathOf(context);
      if (!context.shouldProcess(path, 'Start-Transcript')) return;
      const file = TextFile.open(context, path, {
        append: bound.on('Append'),
        noClobber: bound.on('NoClobber'),
        encoding: 'utf8NoBOM',
      });
      stop(runtime);
      const header = [
        RULE,
        'PowerShell transcript start',
        `Start time: ${stamp(runtime)}`,
        ...(bound.on('UseMinimalHeader') ? [] : ['Host Application: Tenantdeck']),
        RULE,
      ];
      file.write(`${header.join('\n')}\n`);
      file.flush();
      const shown = fullPath(file.path, runtime);
      context.write(`Transcript started, output file is ${shown}`);
      open.set(runtime, { file, from: runtime.host.shownLines() });
    },
  }),
};

export const stopTranscript: BuiltIn = {
  info: declare('Stop-Transcript', []),
  typeName: 'Microsoft.PowerShell.Commands.StopTranscriptCommand',
  aliases: [],
  synopsis: 'Ends the file that Start-Transcript began.',
  start: (context) => ({
    process() {
      const file = stop(context.runtime);
      if (file === null) {
        throw commandFailure(
          PS_INVALID_OPERATION,
          'InvalidOperation',
          'An error occurred stopping transcription: The host is not currently transcribing.',
          'InvalidOperation',
        );
      }
      context.write(`Transcript stopped, output file is ${fullPath(file, context.runtime)}`);
    },
  }),
};

/** A run ends: what it showed is written; the transcript goes on with the next one. */
export function keepTranscript(runtime: Runtime): void {
  const begun = open.get(runtime);
  if (begun === undefined) return;
  writeShown(begun, runtime);
  begun.from = 0;
}

/** @returns the file's path; null: none was being written */
function stop(runtime: Runtime): string | null {
  const begun = open.get(runtime);
  if (begun === undefined) return null;
  open.delete(runtime);
  writeShown(begun, runtime);
  const footer = [RULE, 'PowerShell transcript end', `End time: ${stamp(runtime)}`, RULE];
  begun.file.write(`${footer.join('\n')}\n`);
  begun.file.flush();
  return begun.file.path;
}

function writeShown({ file, from }: Open, { host }: Runtime): void {
  const lines = host.shownSince?.(from) ?? [];
  if (lines.length > 0) file.write(`${lines.join('\n')}\n`);
  file.flush();
}

function pathOf({ bound, runtime }: Context): string {
  const given = bound.text('LiteralPath') ?? bound.text('Path') ?? '';
  if (given !== '') return given;
  const named = runtime.getVariable('Transcript')?.value ?? null;
  if (named !== null && !bound.has('OutputDirectory')) return toText(named);
  const name = `PowerShell_transcript.${stamp(runtime)}.txt`;
  const folder = (bound.text('OutputDirectory') ?? '').replace(/[\\/]+$/u, '');
  return folder === '' ? name : `${folder}/${name}`;
}

const notHere = (): Error =>
  commandFailure(
    PS_INVALID_OPERATION,
    'NotSupported',
    'There are no transcripts here: nothing shows what the script writes.',
    'NotImplemented',
  );
