import { given, itemsOfText, net, text } from '../args.ts';
import { byteArray, bytesOf } from '../bytes.ts';
import { folderPath } from '../../commands/data/folder/paths.ts';
import { define } from '../define.ts';
import { typedArray } from '../helpers.ts';
import { encodingKindOf, encode, decode } from './encoding.ts';
import type { Runtime } from '../../interpreter/runtime.ts';
import type { Value } from '../../values/model.ts';

/*
 * Files of the tab's working folder, through the same door as Get-Content and Set-Content: what leads outside is
 * refused there, and overwriting asks there.
 */

function read(path: string, rt: Runtime): Uint8Array {
  const place = folderPath(path, rt);
  const found = rt.host.files.stat(place);
  if (found === null || found.folder)
    throw net('System.IO.FileNotFoundException', `Could not find file '${path}'.`);
  return rt.host.files.read(place);
}

function readText(args: readonly Value[], rt: Runtime): string {
  const bytes = read(text(args, 0), rt);
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return decode('utf-16', bytes.slice(2));
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return decode('utf-16BE', bytes.slice(2));
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return decode('utf-8', bytes.slice(3));
  return decode(encodingKindOf(args[1]), bytes);
}

function write(args: readonly Value[], content: string, rt: Runtime, how: 'overwrite' | 'append'): void {
  rt.host.files.write(folderPath(text(args, 0), rt), encode(encodingKindOf(args[2]), content), how);
}

function lines(content: string): string[] {
  const parts = content.split(/\r\n|\r|\n/);
  if (parts.at(-1) === '') parts.pop();
  return parts;
}

define<null>('System.IO.File')
  .static('bool Exists(string path)', (args, rt) => {
    const found = text(args, 0) === '' ? null : rt.host.files.stat(folderPath(text(args, 0), rt));
    return found !== null && !found.folder;
  })
  .static('byte[] ReadAllBytes(string path)', (args, rt) => byteArray(read(text(args, 0), rt)))
  .static('string ReadAllText(string path)|(string path, System.Text.Encoding encoding)', readText)
  .static('string[] ReadAllLines(string path)|(string path, System.Text.Encoding encoding)', (args, rt) =>
    typedArray(lines(readText(args, rt)), 'String'),
  )
  .static('Object ReadLines(string path)|(string path, System.Text.Encoding encoding)', (args, rt) =>
    typedArray(lines(readText(args, rt)), 'String'),
  )
  .staticAction('WriteAllBytes(string path, byte[] bytes)', (args, rt) => {
    rt.host.files.write(folderPath(text(args, 0), rt), bytesOf(given(args, 1)), 'overwrite');
  })
  .staticAction(
    'WriteAllText(string path, string contents)|(string path, string contents, System.Text.Encoding encoding)',
    (args, rt) => {
      write(args, text(args, 1), rt, 'overwrite');
    },
  )
  .staticAction(
    'WriteAllLines(string path, string[] contents)|(string path, string[] contents, System.Text.Encoding encoding)',
    (args, rt) => {
      write(
        args,
        itemsOfText(given(args, 1))
          .map((line) => `${line}\n`)
          .join(''),
        rt,
        'overwrite',
      );
    },
  )
  .staticAction(
    'AppendAllText(string path, string contents)|(string path, string contents, System.Text.Encoding encoding)',
    (args, rt) => {
      write(args, text(args, 1), rt, 'append');
    },
  )
  .staticAction('AppendAllLines(string path, string[] contents)', (args, rt) => {
    write(
      args,
      itemsOfText(given(args, 1))
        .map((line) => `${line}\n`)
        .join(''),
      rt,
      'append',
    );
  })
  .staticAction('Delete(string path)', (args, rt) => {
    if (rt.host.files.stat(folderPath(text(args, 0), rt)) !== null)
      rt.host.files.remove(folderPath(text(args, 0), rt), false);
  });

define<null>('System.IO.Directory').static('bool Exists(string path)', (args, rt) => {
  const found = text(args, 0) === '' ? null : rt.host.files.stat(folderPath(text(args, 0), rt));
  return found?.folder === true;
});
