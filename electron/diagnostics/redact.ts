/** One rule of what must never stand in a log. Pure; the order of the chain does not matter. */
type Redaction = (text: string) => string;

const SECRET_NAMES =
  'access_token|refresh_token|id_token|client_assertion|client_secret|code_verifier|device_code|client_info|assertion|password|passwd|pwd|pin|secret|cookie|set-cookie|authorization|proxy-authorization|x-identity-header|sas|sig';

/** Three base64url parts that begin like a JSON object: a JWT, signed or not. */
const jwt: Redaction = (text) =>
  text.replace(/\beyJ[A-Za-z0-9_-]{5,}\.[A-Za-z0-9_-]{2,}(?:\.[A-Za-z0-9_-]*){0,3}/g, '[token]');

/** `Bearer x`, `Basic x`, `PoP x`, wherever it stands. */
const scheme: Redaction = (text) =>
  text.replace(/\b(Bearer|Basic|PoP|Negotiate)\s+[A-Za-z0-9._~+/=-]{6,}/gi, '$1 [secret]');

/** `"access_token": "x"`, also with escaped quotes inside another JSON text. */
const jsonMember: Redaction = (text) =>
  text.replace(
    new RegExp(
      `(\\\\*["'](?:${SECRET_NAMES}|code)\\\\*["']\\s*:\\s*)(\\\\*)"(?:[^"\\\\]|\\\\(?!")|\\\\"(?=[^,}\\]]))*\\\\*"`,
      'gi',
    ),
    '$1$2"[secret]$2"',
  );

/** `refresh_token=x` of a form or an address; `code=` only as a query or form field. */
const formField: Redaction = (text) =>
  text
    .replace(new RegExp(`\\b(${SECRET_NAMES})=[^&\\s"'<>]+`, 'gi'), '$1=[secret]')
    .replace(/([?&#]|^)(code|state|nonce)=[^&\s"'<>]+/gim, '$1$2=[secret]');

/** `Password: x`, `Set-Cookie: x` of a header dump: to the end of the line. */
const headerLine: Redaction = (text) =>
  text.replace(
    /^(\s*(?:authorization|proxy-authorization|cookie|set-cookie|x-identity-header|password)\s*:\s*).+$/gim,
    '$1[secret]',
  );

/** `-Password x`, `-CertificatePassword 'x y'` of a command line. */
const commandParameter: Redaction = (text) =>
  text.replace(
    /(-\w*(?:Password|Secret|AccessToken|RefreshToken|Credential)\w*[:\s]\s*)('(?:[^']|'')*'|"(?:[^"`]|`.)*"|[^\s|;]+)/gi,
    '$1[secret]',
  );

/** Refresh tokens of Entra ID have no structure of their own but their beginning and their length. */
const refreshToken: Redaction = (text) =>
  text.replace(/\b[01]\.A[A-Za-z0-9_-]{60,}(?:\.[A-Za-z0-9_-]+)*/g, '[token]');

const pem: Redaction = (text) =>
  text.replace(
    /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g,
    '[private key]',
  );

const chain: readonly Redaction[] = [
  pem,
  headerLine,
  jsonMember,
  formField,
  scheme,
  jwt,
  refreshToken,
  commandParameter,
];

/** Takes everything secret out of a text; tenant, request and correlation ids stay, since support asks for them. */
export function redact(text: string): string {
  return chain.reduce((rest, rule) => rule(rest), text);
}
