/**
 * Walks through the commands of a connection as a shell does: back from what is being written, and forth to it again.
 * `commands` come newest first.
 */
export class CommandHistory {
  #commands: readonly string[] = [];
  /** -1: at what is being written. */
  #at = -1;
  #written = '';

  /** Takes the list anew, e.g. after a run. */
  load(commands: readonly string[]): void {
    this.#commands = commands;
    this.#at = -1;
  }

  /** The command before (1: older) or after (-1: newer) the current text, or null at either end. */
  step(direction: 1 | -1, current: string): string | null {
    if (this.#at === -1) this.#written = current;
    let at = this.#at + direction;
    // What already stands there is no step.
    while (at >= 0 && this.#commands[at] === current) at += direction;
    if (at < -1 || at >= this.#commands.length) return null;
    this.#at = at;
    return at === -1 ? this.#written : (this.#commands[at] ?? null);
  }

  /** Something else was typed: the next step starts from there. */
  leave(): void {
    this.#at = -1;
  }
}
