import type { ErrorCode } from '../../contract/errors.ts'

/**
 * Why something outside could not be reached: `unreachable`, `timeout`, `certificate`, `forbidden` (the address guard said no),
 * `too-large`, `protocol`, `invalid` (no port). The message is a sentence for people, the cause is for logs.
 */
export class DialError extends Error {
  readonly code: ErrorCode
  constructor(code: ErrorCode, message: string, cause?: unknown) {
    super(message, { cause })
    this.name = 'DialError'
    this.code = code
  }
}

/**
 * Stays on a socket that is handed on: no late error may be without a listener. Not a closure, for that would hold on to the
 * whole dial for as long as the connection lasts.
 */
export function unheard(): void {}

/** What an aborted signal means: its own time-out, or somebody's wish. */
export function abortError(signal: AbortSignal, host: string): DialError {
  const timedOut = signal.reason instanceof DOMException && signal.reason.name === 'TimeoutError'
  return timedOut
    ? new DialError('timeout', `${host} did not answer in time.`)
    : new DialError('unreachable', `Connecting to ${host} was cancelled.`, signal.reason)
}

/** The promise, unless the signal comes first. The work itself may go on: whoever starts it must clean up after it. */
export function unlessAborted<T>(work: Promise<T>, signal: AbortSignal, host: string): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(abortError(signal, host))
    if (signal.aborted) return abort()
    signal.addEventListener('abort', abort, { once: true })
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort))
  })
}
