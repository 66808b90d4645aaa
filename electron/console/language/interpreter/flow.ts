import type { Value } from '../values/model.ts';

/** What leaves several calls at once without being an error. No script can catch it; finally blocks run. */
export abstract class Signal extends Error {
  abstract readonly kind: 'jump' | 'exit' | 'stopUpstream' | 'return';
}

/** break or continue that found no loop in its own block. */
export class JumpSignal extends Signal {
  readonly kind = 'jump';
  readonly isBreak: boolean;
  readonly label: string | null;

  constructor(isBreak: boolean, label: string | null) {
    super();
    this.isBreak = isBreak;
    this.label = label;
  }
}

/** return inside `$( )` or `@( )`: ends the function or block. */
export class ReturnSignal extends Signal {
  readonly kind = 'return';
}

export class ExitSignal extends Signal {
  readonly kind = 'exit';
  readonly code: number;

  constructor(code: number) {
    super();
    this.code = code;
  }
}

/** A command wants no more input; caught by the pipeline that it is part of. */
export class StopUpstreamSignal extends Signal {
  readonly kind = 'stopUpstream';
  readonly stage: object;

  constructor(stage: object) {
    super();
    this.stage = stage;
  }
}

/** Collects output; `value` is what a variable gets. */
export class Collector {
  readonly items: Value[] = [];
  readonly out = (value: Value): void => {
    this.items.push(value);
  };
}
