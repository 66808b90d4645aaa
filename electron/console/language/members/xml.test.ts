import { describe, expect, it } from 'vitest';
import { parseXml } from './xml/parse.ts';
import { indentedXml, outerXml } from './xml/write.ts';
import { selectNodes } from './xml/xpath.ts';

const SOURCE =
  '<?xml version="1.0"?><!-- c --><list xmlns:p="urn:p"><u id="1" role="admin">Ann &amp; Bob</u><u id="2">Cid</u><p:u id="3"/><n><![CDATA[a<b]]></n></list>';

function names(expression: string): string[] {
  return selectNodes(parseXml(SOURCE), expression, new Map([['p', 'urn:p']])).map(
    (node) => node.attribute('id')?.value ?? node.innerText,
  );
}

describe('XML', () => {
  it('is written as it was read', () => {
    expect(outerXml(parseXml(SOURCE))).toBe(SOURCE.replace('id="3"/>', 'id="3" />'));
    expect(outerXml(parseXml('<a><b></b><c/></a>'))).toBe('<a><b></b><c /></a>');
    expect(indentedXml(parseXml('<a><b>1</b></a>'))).toBe('<a>\n  <b>1</b>\n</a>');
  });

  it.each([
    ['//u', ['1', '2']],
    ['/list/u[2]', ['2']],
    ['//u[@role="admin"]/@id', ['1']],
    ['//*[@id>1]', ['2', '3']],
    ['//p:u', ['3']],
    ['//u[contains(., "Bob") or text()="Cid"]', ['1', '2']],
    ['//u[last()]', ['2']],
    ['//u[not(@role)]', ['2']],
    ['/list/n | //u[1]', ['a<b', '1']],
    ['//u[@id="2"]/preceding-sibling::u', ['1']],
    ['//u[position() < 2]', ['1']],
  ])('%s', (expression, expected) => {
    expect(names(expression)).toEqual(expected);
  });

  it.each([
    '<a>',
    '<a></b>',
    'text',
    '<a/><b/>',
    '<a x=1/>',
    '<a x="1" x="2"/>',
    '<a>&nope;</a>',
    '<1/>',
    '<a><![CDATA[x</a>',
  ])('%s is no document', (text) => {
    expect(() => parseXml(text)).toThrow(/Line \d+, position \d+\.$/);
  });

  it('has no place to blame where there is nothing', () => {
    expect(() => parseXml('')).toThrow(/^Root element is missing\.$/);
  });

  it('fetches and expands nothing from outside', () => {
    expect(() => parseXml('<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>')).toThrow(
      /undeclared entity/,
    );
  });

  it('ends with an error where it is nested absurdly deep', () => {
    expect(() => parseXml('<a>'.repeat(10_000))).toThrow(/nested/);
  });
});
