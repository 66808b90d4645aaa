import { connectCommandOf } from './parameter-table.ts';

/** Of connect.md's parameters, those whose names don't tell what they do here. */
const ABOUT: ReadonlyMap<string, string> = new Map(
  Object.entries({
    EnableSearchOnlySession:
      'A session for compliance searches: *-ComplianceSearch, *-ComplianceCase and New-ComplianceSearchAction need it.',
    EnableErrorReporting:
      'Writes a run log of this connection, a CSV file: cmdlets with the names of their parameters, times and errors.',
    LogDirectoryPath:
      'Folder of the run log, with -EnableErrorReporting. You are asked before a script has one outside its tab’s folder. Left out: EXOCmdletTelemetry in the temporary folder.',
    LogLevel: 'What the run log has, with -EnableErrorReporting: Default, what went wrong; All, everything.',
    TrackPerformance: 'Adds times, bytes and load to the run log, with -EnableErrorReporting.',
  }),
);

/** The cmdlets that need -EnableSearchOnlySession (exchange-rest-protocol.md 3). */
const SEARCHES = /^(\w+-Compliance(Search|Case)|New-ComplianceSearchAction)$/i;

/** What a parameter of a Connect- command does, in a sentence; null: nothing more than its name says. */
export function aboutConnectParameter(command: string, parameter: string): string | null {
  return connectCommandOf(command) === null ? null : (ABOUT.get(parameter) ?? null);
}

/** What a cmdlet of the service needs of its connection; null: nothing of its own. */
export function aboutSession(cmdlet: string): string | null {
  return SEARCHES.test(cmdlet)
    ? 'Needs a session for compliance searches: Connect-IPPSSession -EnableSearchOnlySession.'
    : null;
}
