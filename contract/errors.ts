/** Why a command was not carried out. Machines read the code, people the message. No import: database threads load this. */
export const errorCodes = [
  /** The arguments are not of the command's form. */
  'invalid',
  /** The session is over. */
  'signed-out',
  'forbidden',
  /** It does not exist, or not for this caller: the two are never told apart. */
  'not-found',
  'conflict',
  'too-large',
  'throttled',
  /** The account is not connected at the moment. */
  'offline',
  /** The network or this conversation cannot do it. */
  'unsupported',
  /** The disk is full: nothing is taken in, reading goes on. */
  'full',
  'unreachable',
  'timeout',
  'certificate',
  'protocol',
  'credentials',
  'banned',
  /** Signed in from elsewhere, and only one may be. */
  'elsewhere',
  'bug',
] as const
export type ErrorCode = (typeof errorCodes)[number]

export interface Failure {
  readonly code: ErrorCode
  readonly message: string
  /** Not before this many ms is another try worth it. */
  readonly retryAfterMs?: number | undefined
}

/** Every command is answered with one of the two; nothing is ever thrown across the wire. */
export type Answer<Result> = { ok: true; result: Result } | { ok: false; error: Failure }

/** The one error that means "no" and not "broken": it carries the sentence that the person will read. */
export class Refused extends Error {
  readonly code: ErrorCode
  readonly retryAfterMs: number | undefined
  constructor(code: ErrorCode, message: string, more: { retryAfterMs?: number; cause?: unknown } = {}) {
    super(message, { cause: more.cause })
    this.name = 'Refused'
    this.code = code
    this.retryAfterMs = more.retryAfterMs
  }
}
