import { toText } from '../../convert/text.ts';
import { enumerable } from '../../members/enumerate.ts';
import type { ConnectValue } from '../../../../../shared/connect/values.ts';
import type { ConnectRequest, ConnectRequestSecrets } from '../../host.ts';
import { hasKind, isNumber, type Value } from '../../values/model.ts';
import { toDouble } from '../../convert/numbers.ts';
import type { PsCredential } from '../../values/simple.ts';
import type { Context } from '../builtin.ts';
import { commandFailure } from '../data/failures.ts';
import { certificateSourceOf, type CertificateSource } from './certificate-object.ts';
import { sessionOptionOf } from './session-option.ts';

/** Common parameters, which change how the command speaks, not what it connects. */
const COMMON = new Set(
  (
    'debug verbose erroraction errorvariable warningaction warningvariable informationaction informationvariable ' +
    'progressaction outvariable outbuffer pipelinevariable'
  ).split(' '),
);

/** What main is asked for a Connect- command. Asks for a user name and password where the command wants that. */
export function connectRequest(command: ConnectRequest['command'], context: Context): ConnectRequest {
  const { bound, runtime } = context;
  const values: Record<string, ConnectValue> = {};
  const secrets: { -readonly [K in keyof ConnectRequestSecrets]: ConnectRequestSecrets[K] } = {};
  for (const name of bound.names) {
    const value = bound.get(name) ?? null;
    if (value === null || COMMON.has(name.toLowerCase())) continue;
    switch (name) {
      case 'Credential':
        values[name] = { secret: true };
        break;
      case 'CertificatePassword':
        secrets.password = secureText(value);
        values[name] = { secret: true };
        break;
      case 'AccessToken':
        secrets.accessToken = tokenOf(value);
        values[name] = { secret: true };
        break;
      case 'Certificate': {
        const { ref, password } = certificateOf(value);
        values[name] = { certificate: ref };
        if (password !== null) secrets.password ??= password;
        break;
      }
      case 'PSSessionOption': {
        const given = sessionOptionOf(value);
        if (given === null) break;
        const { option, credential } = given;
        values[name] = { sessionOption: option, proxyUser: credential?.userName ?? null };
        if (credential !== null) {
          secrets.proxy = { username: credential.userName, password: credential.password.reveal() };
        }
        break;
      }
      default: {
        const plain = plainValue(value);
        // An empty account name would sign in whoever is there (connect.md, UserPrincipalName).
        if (plain !== '' || name === 'UserPrincipalName') values[name] = plain;
      }
    }
  }
  const credential = credentialOf(context);
  if (credential !== null) {
    values.Credential = { secret: true, username: credential.userName };
    secrets.password = credential.password.reveal();
  }
  runtime.host.checkStop();
  return { command, values, secrets };
}

/** Ways to sign in that a password has no part in: with one of these beside it, main refuses the command. */
const OTHER_WAYS = [
  ...['AccessToken', 'Certificate', 'CertificateFilePath', 'CertificateThumbprint'],
  ...['Device', 'ManagedIdentity'],
];

/** -Credential with a name alone asks for its password, as in PowerShell; -InlineCredential asks for both. */
function credentialOf({ bound, runtime }: Context): PsCredential | null {
  const given = bound.get('Credential') ?? null;
  if (hasKind(given, 'credential')) return given;
  // Nobody types a password for a command that can't be carried out.
  if (OTHER_WAYS.some((name) => bound.has(name) && bound.get(name) !== false)) return null;
  const message = 'Enter your credentials.';
  if (given !== null) return runtime.host.readCredential(message, toText(given));
  return bound.on('InlineCredential') ? runtime.host.readCredential(message, null) : null;
}

function secureText(value: Value): string {
  if (hasKind(value, 'secureString')) return value.reveal();
  throw commandFailure(
    'System.Management.Automation.ParameterBindingException',
    'CannotConvertArgument',
    `Cannot process argument transformation on parameter 'CertificatePassword'. Cannot convert the value of type "System.String" to type "System.Security.SecureString".`,
    'InvalidData',
  );
}

/** Looked at here, so that the text itself goes nowhere but to main. */
function tokenOf(value: Value): string {
  const text = (hasKind(value, 'secureString') ? value.reveal() : toText(value)).trim();
  if (/^[\w-]+\.[\w-]+\.[\w-]*$/.test(text)) return text;
  throw commandFailure(
    'System.ArgumentException',
    'InvalidAccessToken',
    'AccessToken is not a well formed JWT token.',
    'InvalidArgument',
  );
}

function certificateOf(value: Value): CertificateSource {
  const source = certificateSourceOf(value);
  if (source !== null) return source;
  throw commandFailure(
    'System.Management.Automation.ParameterBindingException',
    'CannotConvertArgument',
    `Cannot bind parameter 'Certificate'. Give it a certificate that Get-ChildItem Cert:\\CurrentUser\\My, Get-PfxCertificate or New-SelfSignedCertificate gave.`,
    'InvalidArgument',
  );
}

function plainValue(value: Value): ConnectValue {
  if (typeof value === 'boolean') return value;
  if (isNumber(value)) return toDouble(value);
  const items = enumerable(value);
  return items === null ? toText(value).trim() : Array.from(items, (item) => toText(item));
}
