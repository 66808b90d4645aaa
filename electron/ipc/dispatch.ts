import type { Answer, Contract, DomainName, Handlers } from '../../shared/contract/index.ts';
import type { MethodSpec } from '../../shared/contract/define.ts';
import { fail, FailureError, failureSchema, type Failure } from '../../shared/model/failure.ts';

/** A call whose sender was checked: domain, method, raw input. */
export type Dispatch = (domain: DomainName, method: string, raw: unknown) => Promise<Answer<unknown>>;

type AnyHandler = (input: unknown) => Promise<unknown>;

/**
 * Calls one method: input through its schema, handler, output through its schema. Never throws; what went wrong is a
 * Failure, and an unexpected Error leaves only a plain sentence (its text may hold anything).
 */
export async function dispatch(
  contract: Contract,
  handlers: Handlers,
  domain: DomainName,
  method: string,
  raw: unknown,
  onUnexpected: (channel: string, error: unknown) => void,
): Promise<Answer<unknown>> {
  const channel = `${domain}.${method}`;
  const methods: Readonly<Record<string, MethodSpec>> = contract[domain];
  const spec = Object.hasOwn(methods, method) ? methods[method] : undefined;
  const handler = (handlers[domain] as Readonly<Record<string, AnyHandler>>)[method];
  try {
    if (spec === undefined || handler === undefined) throw fail('not-found', `There is no ${channel}.`, '');
    const input = spec.input.safeParse(raw);
    if (!input.success) throw invalidInput(channel, input.error.issues);
    const output = spec.output.safeParse(await handler(input.data));
    if (!output.success) throw new Error(`answer of ${channel}: ${describe(output.error.issues)}`);
    return { ok: true, value: output.data };
  } catch (error) {
    if (error instanceof FailureError) return { ok: false, failure: plainFailure(error.failure) };
    onUnexpected(channel, error);
    return {
      ok: false,
      failure: {
        code: 'internal',
        message: 'Something went wrong inside Tenantdeck.',
        hint: 'Try again. If it happens again, save a support bundle in Settings, Diagnostics.',
        correlationId: null,
        retryable: true,
      },
    };
  }
}

const MEMBERS = Object.keys(failureSchema.shape) as (keyof Failure)[];

/** The members that the schema names and no other, whatever the object carries. */
const plainFailure = (failure: Failure): Failure =>
  Object.fromEntries(
    MEMBERS.flatMap((name) => (failure[name] === undefined ? [] : [[name, failure[name]]])),
  ) as unknown as Failure;

interface Issue {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

const describe = (issues: readonly Issue[]): string =>
  issues.map((issue) => `${issue.path.map(String).join('.') || 'value'}: ${issue.message}`).join('; ');

const invalidInput = (channel: string, issues: readonly Issue[]): FailureError =>
  fail(
    'invalid-input',
    `That can't be used as it is: ${describe(issues)}.`,
    `Check the value and try again (${channel}).`,
  );
