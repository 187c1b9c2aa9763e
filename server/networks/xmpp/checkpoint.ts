import { z } from 'zod'
import type { Resumable } from './wire/stream.ts'

const Stored = z.object({
  resumable: z.object({ id: z.string(), jid: z.string(), inbound: z.number(), location: z.string().nullable() }).nullable(),
  archive: z.string().nullable(),
  mechanism: z.string().nullable(),
})

/** What goes on where the last connection stopped. */
export interface Checkpoint {
  readonly resumable: Resumable | null
  /** Id of the last message taken from the archive (XEP-0313) without a gap before it; null before the first. */
  readonly archive: string | null
  /** The strongest SASL mechanism the server has offered: it must not offer less. */
  readonly mechanism: string | null
}

export const noCheckpoint: Checkpoint = { resumable: null, archive: null, mechanism: null }

/** Of another release, or broken: then we start as if it were the first time, and the keys keep everything single. */
export function readCheckpoint(text: string | null): Checkpoint {
  if (text === null) return noCheckpoint
  try {
    const read = Stored.safeParse(JSON.parse(text))
    return read.success ? read.data : noCheckpoint
  } catch {
    return noCheckpoint
  }
}
