import { describe, expect, test } from 'vitest';
import { testConsole } from './engine.fixture.ts';

describe('what the console has not is refused before anything runs', () => {
  test.each([
    ['a class', "'sent'\nclass Box { }", 2],
    ['an enumeration', "'sent'\n\nenum Size { Small }", 3],
    ['a module', "using module Other\n'sent'", 1],
    ['background work', "'sent'\n'x' | Out-String &", 2],
    ['dynamic parameters', "'sent'\nfunction F { dynamicparam { } end { } }", 2],
  ])('%s', (_, script, line) => {
    const { output, outcome } = testConsole().run(script);
    expect(output).toEqual([]);
    expect(outcome.stopped).toMatchObject({
      kind: 'terminating',
      record: { errorId: 'NotSupportedInThisConsole', place: { line } },
    });
  });

  test('namespaces at the top shorten the names of types', () => {
    const script = 'using namespace System.Text\n[StringBuilder]::new("a").Append("b").ToString()';
    expect(testConsole().run(script).output).toEqual(['ab']);
  });
});
