import type { BuiltIn } from '../builtin.ts';
import { connectCompliance, connectExchange } from './connect.ts';
import { disconnectExchange, getConnectionInformation } from './connection-information.ts';
import { getCulture, getHost, getTimeZone, getUICulture } from './environment.ts';
import { getExecutionPolicy, setExecutionPolicy } from './execution-policy.ts';
import { getDate } from './get-date.ts';
import { getRepository, installProvider, setRepository } from './gallery.ts';
import { getModule, importModule, installedLists, installers, removeModule } from './modules.ts';
import { getRemoteSessions, removeRemoteSessions } from './remote-sessions.ts';
import { newPSSessionOption } from './session-option.ts';
import { newTimeSpan } from './new-timespan.ts';
import { getCredential, pause, readHost } from './questions.ts';
import { newGuid } from './new-guid.ts';
import { getRandom, getSecureRandom } from './random.ts';
import { convertFromSecureString, convertToSecureString } from './secure-strings.ts';
import { clearHost, getError, setStrictMode } from './shell-state.ts';
import { startSleep } from './start-sleep.ts';
import { startTranscript, stopTranscript } from './transcript.ts';
import { writeError } from './write-error.ts';
import { writeHost } from './write-host.ts';
import { writeDebug, writeInformation, writeVerbose, writeWarning } from './write-messages.ts';
import { writeOutput } from './write-output.ts';
import { writeProgress } from './write-progress.ts';

/** Commands that talk to the person, tell of time and place, and those on modules and connections. */
export const sessionCommands: readonly BuiltIn[] = [
  clearHost,
  connectCompliance,
  connectExchange,
  convertFromSecureString,
  convertToSecureString,
  disconnectExchange,
  getConnectionInformation,
  getCredential,
  getCulture,
  getDate,
  getError,
  getExecutionPolicy,
  getHost,
  getModule,
  getRandom,
  getRemoteSessions,
  getRepository,
  getSecureRandom,
  getTimeZone,
  getUICulture,
  importModule,
  installProvider,
  ...installedLists,
  ...installers,
  newGuid,
  newPSSessionOption,
  newTimeSpan,
  pause,
  readHost,
  removeModule,
  removeRemoteSessions,
  setExecutionPolicy,
  setRepository,
  setStrictMode,
  startSleep,
  startTranscript,
  stopTranscript,
  writeDebug,
  writeError,
  writeHost,
  writeInformation,
  writeOutput,
  writeProgress,
  writeVerbose,
  writeWarning,
];
