import { randomBytes } from 'node:crypto';
import { isArray } from '../../values/model.ts';
import { argumentNull, characters, given, text } from '../args.ts';
import { define } from '../define.ts';
import { char, typedArray } from '../helpers.ts';
import type { Value } from '../../values/model.ts';

/*
 * Path texts only; nothing here looks at a disk. "/" separates, as on the systems whose PowerShell is the yardstick;
 * what comes in with "\" is split there too, since pasted scripts write both.
 */

function cut(path: string): number {
  return Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\'));
}

function fileName(path: string): string {
  return path.slice(cut(path) + 1);
}

function extension(path: string): string {
  const name = fileName(path);
  const dot = name.lastIndexOf('.');
  return dot < 0 || dot === name.length - 1 ? '' : name.slice(dot);
}

function bare(name: string): string {
  const dot = name.lastIndexOf('.');
  return dot < 0 ? name : name.slice(0, dot);
}

function rooted(path: string): boolean {
  return /^([/\\]|[a-z]:)/i.test(path);
}

function pathOf(args: readonly Value[]): string | null {
  return given(args, 0) === null ? null : text(args, 0);
}

function combine(parts: readonly string[]): string {
  let whole = '';
  for (const part of parts) {
    if (part === '') continue;
    if (whole === '' || rooted(part)) whole = part;
    else whole += /[/\\]$/.test(whole) ? part : `/${part}`;
  }
  return whole;
}

function texts(args: readonly Value[]): string[] {
  const first = given(args, 0);
  const list = isArray(first) ? first : args;
  return list.map((each) => {
    if (each === null) throw argumentNull('path');
    return characters(each);
  });
}

function full(path: string, root: string): string {
  const whole = rooted(path) ? path : `${root}/${path}`;
  const parts: string[] = [];
  for (const part of whole.split(/[/\\]/)) {
    if (part === '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  }
  return `${/^[a-z]:/i.test(whole) ? '' : '/'}${parts.join('/')}`;
}

define<null>('System.IO.Path')
  .staticProperty('DirectorySeparatorChar', 'char', () => char(47))
  .staticProperty('AltDirectorySeparatorChar', 'char', () => char(47))
  .staticProperty('PathSeparator', 'char', () => char(58))
  .staticProperty('VolumeSeparatorChar', 'char', () => char(47))
  .static('string GetExtension(string path)', (args) =>
    pathOf(args) === null ? null : extension(text(args, 0)),
  )
  .static('string GetFileName(string path)', (args) =>
    pathOf(args) === null ? null : fileName(text(args, 0)),
  )
  .static('string GetFileNameWithoutExtension(string path)', (args) =>
    pathOf(args) === null ? null : bare(fileName(text(args, 0))),
  )
  .static('string GetDirectoryName(string path)', (args) => {
    const path = text(args, 0);
    if (path === '' || path === '/') return null;
    const at = cut(path);
    return at < 0 ? '' : at === 0 ? '/' : path.slice(0, at);
  })
  .static('string ChangeExtension(string path, string extension)', (args) => {
    const path = pathOf(args);
    if (path === null || path === '') return path;
    const at = cut(path) + 1;
    const head = path.slice(0, at) + bare(path.slice(at));
    const fresh = given(args, 1);
    return fresh === null ? head : `${head}${text(args, 1).startsWith('.') ? '' : '.'}${text(args, 1)}`;
  })
  .static(
    'string Combine(string path1, string path2)|(string path1, string path2, string path3)|(string path1, string path2, string path3, string path4)|(params string[] paths)',
    (args) => combine(texts(args)),
  )
  .static(
    'string Join(string path1, string path2)|(string path1, string path2, string path3)|(params string[] paths)',
    (args) =>
      texts(args)
        .filter((each) => each !== '')
        .reduce(
          (whole, part) =>
            whole === ''
              ? part
              : /[/\\]$/.test(whole) || /^[/\\]/.test(part)
                ? whole + part
                : `${whole}/${part}`,
          '',
        ),
  )
  .static('bool HasExtension(string path)', (args) => extension(text(args, 0)) !== '')
  .static('bool IsPathRooted(string path)', (args) => rooted(text(args, 0)))
  .static('bool IsPathFullyQualified(string path)', (args) => rooted(text(args, 0)))
  .static(
    'string GetPathRoot(string path)',
    (args) => /^([a-z]:[/\\]?|[/\\])/i.exec(text(args, 0))?.[0] ?? '',
  )
  .static('string GetFullPath(string path)|(string path, string basePath)', (args, rt) =>
    full(text(args, 0), args.length > 1 ? text(args, 1) : (rt.host.files.root ?? '/')),
  )
  .static('string TrimEndingDirectorySeparator(string path)', (args) =>
    text(args, 0).replace(/(.)[/\\]$/, '$1'),
  )
  .static('bool EndsInDirectorySeparator(string path)', (args) => /[/\\]$/.test(text(args, 0)))
  .static(
    'string GetRandomFileName()',
    () => `${randomBytes(6).toString('hex').slice(0, 8)}.${randomBytes(2).toString('hex').slice(0, 3)}`,
  )
  .static('char[] GetInvalidFileNameChars()', () => typedArray([char(0), char(47)], 'Char'))
  .static('char[] GetInvalidPathChars()', () => typedArray([char(0)], 'Char'));
