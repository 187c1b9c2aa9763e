import { type Caller, newId } from './caller.ts'

/** As many as a hasty person's browser ever has under way. */
const underWay = 8

export interface Posted {
  readonly id: string
  readonly text: string
}
export interface Outbox {
  /** What the server has acknowledged so far. */
  readonly acknowledged: readonly Posted[]
  /** Resolves when all of it is acknowledged; rejects when some of it is refused. */
  readonly done: Promise<readonly Posted[]>
}

/** Sends as a browser's outbox does (S15): what was not acknowledged is sent again with the same id, over the next connection. */
export function sendAll(
  caller: Caller,
  conversation: string,
  { texts, onAcknowledged }: { texts: readonly string[]; onAcknowledged?: (count: number) => void },
): Outbox {
  const waiting: Posted[] = texts.map((text) => ({ id: newId(), text }))
  const acknowledged: Posted[] = []
  const sendOne = async (message: Posted) => {
    for (;;) {
      await caller.online()
      const answer = await caller.command('message.send', { ...message, conversation }).catch(() => null)
      if (answer && !answer.ok) throw new Error(`message.send: ${answer.error?.code} ${answer.error?.message}`)
      if (answer) return
    }
  }
  const work = async () => {
    for (let message = waiting.shift(); message; message = waiting.shift()) {
      await sendOne(message)
      acknowledged.push(message)
      onAcknowledged?.(acknowledged.length)
    }
  }
  const done = Promise.all(Array.from({ length: underWay }, work)).then(() => acknowledged)
  done.catch(() => {})
  return { acknowledged, done }
}
