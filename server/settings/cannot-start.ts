/** The message is one sentence for the operator: what is wrong, and what to do. Exit code 2 stands for a wrong setting. */
export class CannotStart extends Error {
  readonly exitCode: 1 | 2
  constructor(message: string, exitCode: 1 | 2 = 1) {
    super(message)
    this.name = 'CannotStart'
    this.exitCode = exitCode
  }
}
