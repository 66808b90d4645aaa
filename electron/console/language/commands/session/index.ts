import type { BuiltIn } from '../builtin.ts';
import { connectCompliance, connectExchange } from './connect.ts';
import { disconnectExchange, getConnectionInformation } from './connection-information.ts';
import { getCulture, getHost, getTimeZone, getUICulture } from './environment.ts';
import { getExecutionPolicy, setExecutionPolicy } from './execution-policy.ts';
import { getDate } from './get-date.ts';
import {
  getInstalledModule,
  getModule,
  importModule,
  installModule,
  removeModule,
  uninstallModule,
  updateModule,
} from './modules.ts';
import { newPSSessionOption } from './session-option.ts';
import { newTimeSpan } from './new-timespan.ts';
import { getCredential, pause, readHost } from './questions.ts';
import { newGuid } from './new-guid.ts';
import { getRandom, getSecureRandom } from './random.ts';
import { convertFromSecureString, convertToSecureString } from './secure-strings.ts';
import { clearHost, getError, setStrictMode } from './shell-state.ts';
import { startSleep } from './start-sleep.ts';
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
  getInstalledModule,
  getModule,
  getRandom,
  getSecureRandom,
  getTimeZone,
  getUICulture,
  importModule,
  installModule,
  newGuid,
  newPSSessionOption,
  newTimeSpan,
  pause,
  readHost,
  removeModule,
  setExecutionPolicy,
  setStrictMode,
  startSleep,
  uninstallModule,
  updateModule,
  writeDebug,
  writeError,
  writeHost,
  writeInformation,
  writeOutput,
  writeProgress,
  writeVerbose,
  writeWarning,
];
