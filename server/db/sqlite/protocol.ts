import type { FeedName } from '../../../contract/ids.ts'
import type { CarriedError } from '../failures.ts'
import type { Modes, OperationName } from '../operations.ts'
import type { KeyRing } from '../secrets.ts'

/** What main thread and workers say to each other. */

export interface WorkerStart {
  readonly file: string
  readonly role: 'writer' | 'reader'
  readonly keys: KeyRing
}

export interface Request {
  readonly id: number
  readonly name: OperationName
  readonly args: unknown
}
export type ToWorker = { readonly requests: readonly Request[] } | { readonly close: true }

export type Response = { readonly id: number } & (
  | { readonly ok: true; readonly result: unknown }
  | { readonly ok: false; readonly error: CarriedError }
)
export type FromWorker =
  | { readonly ready: Modes }
  | { readonly unusable: CarriedError }
  | { readonly responses: readonly Response[]; readonly news: readonly FeedName[] }
