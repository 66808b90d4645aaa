import { argumentNull, enumName, given, net, reference, text } from '../args.ts';
import { define } from '../define.ts';
import { typedArray } from '../helpers.ts';
import { hasKind } from '../../values/model.ts';
import type { PsUri } from '../../values/simple.ts';

function relative(): Error {
  return net('System.InvalidOperationException', 'This operation is not supported for a relative URI.');
}

/** The parsed address; relative ones have no parts. */
function parts(self: PsUri): URL {
  if (!self.absolute) throw relative();
  try {
    return new URL(self.text);
  } catch {
    throw relative();
  }
}

const PORTS: Readonly<Record<string, number>> = {
  http: 80,
  https: 443,
  ftp: 21,
  ssh: 22,
  ldap: 389,
  ws: 80,
  wss: 443,
};

function scheme(self: PsUri): string {
  return parts(self).protocol.replace(/:$/, '');
}

function port(self: PsUri): number {
  const { port: written } = parts(self);
  return written === '' ? (PORTS[scheme(self)] ?? -1) : Number(written);
}

function authority(self: PsUri): string {
  return parts(self).host;
}

function pathOf(self: PsUri): string {
  return parts(self).pathname;
}

function isUnreserved(byte: number): boolean {
  return /[A-Za-z0-9\-._~]/.test(String.fromCharCode(byte));
}

/** Everything but the unreserved characters of RFC 3986 as %XX. */
export function escapeData(value: string): string {
  let escaped = '';
  for (const byte of new TextEncoder().encode(value)) {
    escaped += isUnreserved(byte)
      ? String.fromCharCode(byte)
      : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
  }
  return escaped;
}

/** %XX read as UTF-8; what isn't valid stays as it is. */
export function unescapeData(value: string): string {
  return value.replace(/(?:%[0-9a-f]{2})+/gi, (run) => {
    try {
      return decodeURIComponent(run);
    } catch {
      return run;
    }
  });
}

function make(written: string, kind: string): PsUri {
  const absolute = /^[a-z][a-z0-9+.-]*:/i.test(written) && URL.canParse(written);
  if (kind !== 'Relative' && kind !== 'RelativeOrAbsolute' && !absolute) {
    throw net(
      'System.UriFormatException',
      written === ''
        ? 'Invalid URI: The URI is empty.'
        : 'Invalid URI: The format of the URI could not be determined.',
    );
  }
  return { kind: 'uri', text: written, absolute: absolute && kind !== 'Relative' };
}

define<PsUri>('System.Uri')
  .property('AbsolutePath', 'string', pathOf)
  .property('AbsoluteUri', 'string', (self) => parts(self).href)
  .property('LocalPath', 'string', (self) => unescapeData(pathOf(self)))
  .property('Authority', 'string', authority)
  .property('HostNameType', 'string', (self) => (/^[\d.]+$/.test(parts(self).hostname) ? 'IPv4' : 'Dns'))
  .property('IsDefaultPort', 'bool', (self) => parts(self).port === '')
  .property('IsFile', 'bool', (self) => scheme(self) === 'file')
  .property('IsLoopback', 'bool', (self) => /^(localhost|127\.)/.test(parts(self).hostname))
  .property('PathAndQuery', 'string', (self) => pathOf(self) + parts(self).search)
  .property('Segments', 'string[]', (self) =>
    typedArray(pathOf(self).match(/[^/]*\/|[^/]+$/g) ?? [], 'String'),
  )
  .property('IsUnc', 'bool', () => false)
  .property('Host', 'string', (self) => parts(self).hostname)
  .property('Port', 'int', port)
  .property('Query', 'string', (self) => parts(self).search)
  .property('Fragment', 'string', (self) => parts(self).hash)
  .property('Scheme', 'string', scheme)
  .property('OriginalString', 'string', (self) => self.text)
  .property('DnsSafeHost', 'string', (self) => parts(self).hostname)
  .property('IdnHost', 'string', (self) => parts(self).hostname)
  .property('IsAbsoluteUri', 'bool', (self) => self.absolute)
  .property('UserEscaped', 'bool', () => false)
  .property('UserInfo', 'string', (self) =>
    [parts(self).username, parts(self).password].filter((part) => part !== '').join(':'),
  )
  .method('string GetLeftPart(System.UriPartial part)', (self, args) => {
    const url = parts(self);
    switch (enumName(args, 0)) {
      case 'Scheme':
        return `${url.protocol}//`;
      case 'Authority':
        return url.origin;
      case 'Path':
        return url.origin + url.pathname;
      default:
        return url.origin + url.pathname + url.search;
    }
  })
  .method('bool IsBaseOf(uri uri)', (self, args) => {
    const other = given(args, 0);
    return (
      hasKind(other, 'uri') &&
      other.absolute &&
      parts(other).href.startsWith(parts(self).href.replace(/[^/]*$/, ''))
    );
  })
  .method('uri MakeRelativeUri(uri uri)', (self, args) => {
    const other = given(args, 0);
    if (!hasKind(other, 'uri')) throw argumentNull('uri');
    const base = parts(self).href.replace(/[^/]*$/, '');
    const { href } = parts(other);
    return href.startsWith(base) ? { kind: 'uri', text: href.slice(base.length), absolute: false } : other;
  })
  .method('bool Equals(Object comparand)', (self, args) => {
    const other = given(args, 0);
    return (
      hasKind(other, 'uri') &&
      (self.absolute && other.absolute ? parts(self).href === parts(other).href : self.text === other.text)
    );
  })
  .method('bool IsWellFormedOriginalString()', (self) => self.text === encodeURI(unescapeData(self.text)))
  .method('string ToString()', (self) => (self.absolute ? unescapeData(parts(self).href) : self.text))
  .static('string EscapeDataString(string stringToEscape)', (args) => escapeData(text(args, 0)))
  .static('string EscapeUriString(string stringToEscape)', (args) =>
    encodeURI(text(args, 0)).replace(/%5B/g, '[').replace(/%5D/g, ']'),
  )
  .static('string UnescapeDataString(string stringToUnescape)', (args) => unescapeData(text(args, 0)))
  .static('string HexEscape(char character)', (args) => escapeData(text(args, 0)))
  .static('bool IsWellFormedUriString(string uriString, System.UriKind uriKind)', (args) => {
    const written = text(args, 0);
    const absolute = URL.canParse(written);
    return (
      !/[\s<>"{}|\\^`]/.test(written) &&
      (enumName(args, 1) === 'Relative' ? !absolute : enumName(args, 1) !== 'Absolute' || absolute)
    );
  })
  .static('bool CheckSchemeName(string schemeName)', (args) => /^[a-z][a-z0-9+.-]*$/i.test(text(args, 0)))
  .static('bool TryCreate(string uriString, System.UriKind uriKind, ref uri result)', (args) => {
    const result = reference(args, 2);
    const kind = enumName(args, 1);
    const made =
      given(args, 0) === null || (kind === 'Absolute' && !URL.canParse(text(args, 0)))
        ? null
        : make(text(args, 0), kind === 'Absolute' ? kind : 'RelativeOrAbsolute');
    result.set(made);
    return made !== null;
  })
  .constructors(
    '(string uriString)|(string uriString, System.UriKind uriKind)|(string uriString, bool dontEscape)|(uri baseUri, string relativeUri)|(uri baseUri, uri relativeUri)',
    (args) => {
      const base = given(args, 0);
      if (base === null) throw argumentNull('uriString');
      if (hasKind(base, 'uri')) {
        const tail = given(args, 1);
        return make(new URL(hasKind(tail, 'uri') ? tail.text : text(args, 1), parts(base)).href, 'Absolute');
      }
      return make(text(args, 0), enumName(args, 1) || 'Absolute');
    },
  );
