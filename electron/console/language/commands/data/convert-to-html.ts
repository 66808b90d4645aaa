import type { BuiltIn } from '../builtin.ts';
import { declare, parameter } from '../declare.ts';
import { toText } from '../../convert/text.ts';
import { PsHashtable } from '../../values/collections.ts';
import type { Value } from '../../values/model.ts';
import { ARGUMENT, commandFailure } from './failures.ts';
import { type HtmlColumn, htmlColumns } from './html-columns.ts';
import { htmlEncode } from './html-text.ts';

const PAGE = ['Page'];
const HTTP_META = new Set(['content-type', 'default-style', 'x-ua-compatible']);
const NAMED_META = new Set([
  'application-name',
  'author',
  'description',
  'generator',
  'keywords',
  'viewport',
]);

export const convertToHtml: BuiltIn = {
  info: declare(
    'ConvertTo-Html',
    [
      parameter('InputObject', 'PSObject', { pipeline: true }),
      parameter('Property', 'Object[]', { position: 0 }),
      parameter('Body', 'String[]', { position: 3, sets: PAGE }),
      parameter('Head', 'String[]', { position: 1, sets: PAGE }),
      parameter('Title', 'String', { position: 2, sets: PAGE, notNull: 'nullOrEmpty' }),
      parameter('As', 'String', { values: ['Table', 'List'], notNull: 'nullOrEmpty' }),
      parameter('CssUri', 'Uri', { aliases: ['cu', 'uri'], sets: PAGE, notNull: 'nullOrEmpty' }),
      parameter('Fragment', 'SwitchParameter', { sets: ['Fragment'] }),
      parameter('PostContent', 'String[]', { notNull: 'nullOrEmpty' }),
      parameter('PreContent', 'String[]', { notNull: 'nullOrEmpty' }),
      parameter('Meta', 'System.Collections.Hashtable', { sets: PAGE, notNull: 'nullOrEmpty' }),
      parameter('Charset', 'String', { sets: PAGE, notNull: 'nullOrEmpty' }),
      parameter('Transitional', 'SwitchParameter', { sets: PAGE }),
    ],
    { defaultSet: 'Page' },
  ),
  typeName: 'Microsoft.PowerShell.Commands.ConvertToHtmlCommand',
  aliases: [],
  synopsis: 'Writes objects as an HTML table or list.',
  start(context) {
    const { bound, runtime } = context;
    const list = bound.text('As')?.toLowerCase() === 'list';
    const fragment = bound.on('Fragment');
    const writeAll = (name: string): void => {
      for (const line of bound.list(name) ?? []) context.write(toText(line));
    };
    let columns: HtmlColumn[] | null = null;
    let count = 0;
    return {
      begin() {
        if (!fragment) pageStart();
        writeAll('PreContent');
        context.write('<table>');
      },
      process(input) {
        const row = input ?? bound.get('InputObject') ?? null;
        if (row === null) return;
        count++;
        if (list) {
          if (count > 1) context.write('<tr><td><hr></td></tr>');
          for (const column of htmlColumns(bound.list('Property'), row, runtime)) {
            context.write(`<tr><td>${column.label}:</td><td>${htmlEncode(column.text(row))}</td></tr>`);
          }
          return;
        }
        if (columns === null) {
          const found = htmlColumns(bound.list('Property'), row, runtime);
          if (found.length === 0) return;
          columns = found;
          context.write(`<colgroup>${found.map(columnTag).join('')}</colgroup>`);
          context.write(`<tr>${found.map((column) => `<th>${column.label}</th>`).join('')}</tr>`);
        }
        const cells = columns.map((column) => `<td>${htmlEncode(column.text(row))}</td>`);
        context.write(`<tr>${cells.join('')}</tr>`);
      },
      end() {
        context.write('</table>');
        writeAll('PostContent');
        if (!fragment) context.write('</body></html>');
      },
    };

    function pageStart(): void {
      const kind = bound.on('Transitional') ? 'Transitional' : 'Strict';
      context.write(
        `<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 ${kind}//EN"  "http://www.w3.org/TR/xhtml1/DTD/xhtml1-${kind.toLowerCase()}.dtd">`,
      );
      context.write('<html xmlns="http://www.w3.org/1999/xhtml">');
      context.write('<head>');
      const charset = bound.text('Charset');
      if (charset !== undefined) context.write(`<meta charset="${charset}">`);
      const meta = bound.get('Meta');
      if (meta instanceof PsHashtable) writeMeta(meta);
      if (bound.has('Head')) writeAll('Head');
      else context.write(`<title>${bound.text('Title') ?? 'HTML TABLE'}</title>`);
      const css = bound.get('CssUri');
      if (css !== undefined) writeCss(css);
      context.write('</head><body>');
      writeAll('Body');
    }

    function writeMeta(meta: PsHashtable): void {
      for (const [key, value] of meta.entries()) {
        const name = toText(key);
        const lower = name.toLowerCase();
        if (!HTTP_META.has(lower) && !NAMED_META.has(lower)) {
          context.warning(
            `Accepted meta properties are content-type, default-style, application-name, author, description, generator, keywords, x-ua-compatible, and viewport. The meta pair: ${name} and ${toText(value)} may not function correctly.`,
          );
        }
        const attribute = HTTP_META.has(lower) ? 'http-equiv' : 'name';
        context.write(`<meta ${attribute}="${name}" content="${toText(value)}">`);
      }
    }

    function writeCss(css: Value): void {
      const uri = toText(css);
      if (uri.trim() === '') {
        throw commandFailure(
          ARGUMENT,
          'ArgumentException',
          'Cannot bind argument to parameter CSSUri because it is an empty string.',
          'InvalidArgument',
          'CSSUri',
        );
      }
      context.write(`<link rel="stylesheet" type="text/css" href="${uri}" />`);
    }
  },
};

function columnTag(column: HtmlColumn): string {
  const width = column.width === null ? '' : ` width = "${column.width}"`;
  const alignment = column.alignment === null ? '' : ` align = "${column.alignment}"`;
  return `<col${width}${alignment}/>`;
}
