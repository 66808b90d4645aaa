import type { CmdletHelp, HelpExample, HelpText, ParameterHelp } from '../../../shared/model/cmdlet-help.ts';
import type { XmlNode } from '../../console/language/members/xml/node.ts';
import { parseXml } from '../../console/language/members/xml/parse.ts';

/** Elements of one file: far more than any has, far fewer than the thread's memory can hold. */
const MOST_ELEMENTS = 400_000;
const LONGEST_TEXT = 20_000;
const MOST_PARTS = 1000;
const NAME = /^[A-Za-z]{1,40}-[A-Za-z0-9]{1,100}$/;

/**
 * Cmdlets of a help file in MAML, the XML that PowerShell keeps help in. It is a server's text: a document type, and so
 * every entity but XML's own five, is refused, and nothing in it can make this fetch anything. Throws Error in plain
 * words.
 */
export function readMaml(text: string): CmdletHelp[] {
  if (/<!DOCTYPE|<!ENTITY/i.test(text)) throw new Error('it has a document type, which help has no use for');
  if (elementsIn(text) > MOST_ELEMENTS) throw new Error('it has too many elements');
  const root = parseXml(text).children.find(({ kind }) => kind === 'Element');
  if (root === undefined) return [];
  const commands = is(root, 'command') ? [root] : all(root, 'command');
  return commands.map(cmdletOf).filter((help) => help !== null);
}

/** Places where one could begin, counted without making any. */
function elementsIn(text: string): number {
  let count = 0;
  for (let at = text.indexOf('<'); at >= 0; at = text.indexOf('<', at + 1)) count++;
  return count;
}

/** null: it has no name of a cmdlet. */
function cmdletOf(command: XmlNode): CmdletHelp | null {
  const details = one(command, 'details');
  const name = line(one(details, 'name'));
  if (!NAME.test(name)) return null;
  return {
    name,
    synopsis: paragraphs(one(details, 'description')).join(' '),
    description: paragraphs(one(command, 'description')),
    parameters: all(one(command, 'parameters'), 'parameter').map(parameterOf),
    inputs: all(one(command, 'inputTypes'), 'inputType').map(typeOf),
    outputs: all(one(command, 'returnValues'), 'returnValue').map(typeOf),
    notes: all(one(command, 'alertSet'), 'alert').flatMap(paragraphs),
    examples: all(one(command, 'examples'), 'example').map(exampleOf),
    links: all(one(command, 'relatedLinks'), 'navigationLink').map((link) => ({
      text: line(one(link, 'linkText')),
      address: line(one(link, 'uri')),
    })),
  };
}

function parameterOf(parameter: XmlNode): ParameterHelp {
  const type = line(one(parameter, 'parameterValue')) || line(one(one(parameter, 'type'), 'name'));
  const globbing = parameter.attribute('globbing')?.value.toLowerCase();
  return {
    name: line(one(parameter, 'name')),
    type,
    text: paragraphs(one(parameter, 'description')),
    defaultValue: line(one(parameter, 'defaultValue')),
    wildcards: globbing === 'true' ? true : globbing === 'false' ? false : null,
  };
}

function typeOf(value: XmlNode): { type: string; text: HelpText } {
  return { type: line(one(one(value, 'type'), 'name')), text: paragraphs(one(value, 'description')) };
}

function exampleOf(example: XmlNode): HelpExample {
  return {
    title: line(one(example, 'title')).replace(/^[\s-]+|[\s-]+$/g, ''),
    before: paragraphs(one(example, 'introduction')),
    code: block(one(example, 'code')),
    remarks: paragraphs(one(example, 'remarks')),
  };
}

/** Help is written with several prefixes and in more than one case (`maml:Description`). */
const is = (node: XmlNode, name: string): boolean =>
  node.kind === 'Element' && node.localName.toLowerCase() === name.toLowerCase();

function all(node: XmlNode | undefined, name: string): XmlNode[] {
  return (node?.children ?? []).filter((child) => is(child, name)).slice(0, MOST_PARTS);
}

function one(node: XmlNode | undefined, name: string): XmlNode | undefined {
  return node?.children.find((child) => is(child, name));
}

/** Text of the paragraphs; of the element itself where it has none. */
function paragraphs(node: XmlNode | undefined): string[] {
  if (node === undefined) return [];
  const paras = all(node, 'para');
  return (paras.length === 0 ? [node] : paras).map(line).filter((text) => text !== '');
}

/** On one line. */
function line(node: XmlNode | undefined): string {
  return printable(node?.innerText ?? '')
    .replace(/\s+/gu, ' ')
    .trim();
}

/** With the lines that it has. */
function block(node: XmlNode | undefined): string {
  return printable(node?.innerText ?? '')
    .replace(/[ \t]+$/gmu, '')
    .replace(/^\n+|\s+$/gu, '');
}

/** Without characters that steer a console. */
function printable(text: string): string {
  return text.slice(0, LONGEST_TEXT).replace(/[^\P{Cc}\n\t]/gu, '');
}
