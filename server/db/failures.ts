import { type ErrorCode, Refused } from '../../contract/errors.ts'

/** An error on its way out of the worker. */
export interface CarriedError {
  readonly refused: ErrorCode | null
  readonly message: string
  readonly stack: string | undefined
}

const fullCodes = new Set(['SQLITE_FULL', 'ENOSPC', '53100'])

/** What a caller is told: `full` when there is no room (S16), everything else as it is. */
export function explained(error: unknown): unknown {
  if (!fullCodes.has(codeOf(error))) return error
  return new Refused('full', "The server's disk is full. Nothing was lost; try again later.", { cause: error })
}

export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : ''
}

export function carried(error: unknown): CarriedError {
  const told = explained(error)
  if (told instanceof Refused) return { refused: told.code, message: told.message, stack: undefined }
  return {
    refused: null,
    message: told instanceof Error ? told.message : String(told),
    stack: told instanceof Error ? told.stack : undefined,
  }
}

export function uncarried({ refused, message, stack }: CarriedError): Error {
  if (refused) return new Refused(refused, message)
  const error = new Error(message)
  if (stack) error.stack = stack
  return error
}
