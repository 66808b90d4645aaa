/** Something only the person at the machine can do: shown as it is, without a stack, and the run ends. */
export class SetupStopped extends Error {
  /** @param {string} what happened @param {string} next what to do, a command where there is one */
  constructor(what, next) {
    super(`${what}\n${next}`);
    this.name = 'SetupStopped';
  }
}
