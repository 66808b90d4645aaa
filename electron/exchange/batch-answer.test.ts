import { expect, it } from 'vitest';
import { readBatchAnswer } from './batch-answer.ts';

const bytes = (text: string) => Uint8Array.from(Buffer.from(text));
const text = (body: Uint8Array) => Buffer.from(body).toString('utf8');

const ANSWER = `{ "@odata.context": "a\\"]}", "responses" : [
  {"id":"1","status":200,"headers":{"Content-Type":"application/json","Retry-After":5},"body":{"value":[{"Name":"a\\\\"},{"Name":"}],\\"ü"}],"n":9007199254740993.0}},
  {"body":{"error":{"message":"no"}},"id":"0","status":404,"headers":{}},
  {"id":2,"status":204,"headers":null,"body":null},
  {"id":"3","status":200}
] }`;

it('takes a batch’s answer apart by ids, with each body as it came', () => {
  const parts = readBatchAnswer(bytes(`\ufeff${ANSWER}`));
  expect([...(parts ?? [])].map(([id, { status }]) => [id, status])).toEqual([
    ['1', 200],
    ['0', 404],
    ['2', 204],
    ['3', 200],
  ]);
  expect(parts?.get('1')?.headers).toEqual({ 'content-type': 'application/json', 'retry-after': '5' });
  expect(text(parts?.get('1')?.body ?? bytes(''))).toContain('"n":9007199254740993.0}');
  expect(JSON.parse(text(parts?.get('1')?.body ?? bytes('')))).toMatchObject({
    value: [{ Name: 'a\\' }, { Name: '}],"ü' }],
  });
  expect(parts?.get('2')?.body).toHaveLength(0);
  expect(parts?.get('3')?.body).toHaveLength(0);
});

it('gives what came whole wherever an answer is cut', () => {
  const whole = bytes(ANSWER);
  let most = 0;
  for (let end = 1; end < whole.length; end++) {
    const found = readBatchAnswer(whole.subarray(0, end));
    expect(found).not.toBeNull();
    for (const [id, { status }] of found ?? [])
      expect([id, status]).toEqual([id, id === '0' ? 404 : id === '2' ? 204 : 200]);
    expect(found?.size).toBeGreaterThanOrEqual(most);
    most = found?.size ?? 0;
  }
  expect(most).toBe(4);
});

it.each(['', '<html></html>', '[]', '{"value":[]}', '{"responses":{}}'])('is not misled by %j', (other) => {
  expect(readBatchAnswer(bytes(other))).toBeNull();
});
