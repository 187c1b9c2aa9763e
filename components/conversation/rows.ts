import type { Message } from '../../contract/entities.ts'
import type { MessageId, PersonId } from '../../contract/ids.ts'

/** One message in the list and what stands around it. Lines belong to their message, so that the list only ever grows by messages. */
export interface Row {
  readonly id: MessageId
  /** The first of its day. */
  readonly day: boolean
  /** The first one that is new to the reader. */
  readonly fresh: boolean
  /** The first and the last of an author's messages that stand together. */
  readonly head: boolean
  readonly tail: boolean
}

interface Reader {
  readonly me: PersonId | null
  /** Messages of others after this time (ms) and after the reader's own last one are new; null: nothing is marked. */
  readonly freshAfter: number | null
}

/** Messages of one author that are at most this far apart stand together. */
const togetherMs = 60_000

const sameDay = (a: number, b: number) => new Date(a).toDateString() === new Date(b).toDateString()

const together = (a: Message, b: Message) =>
  a.from === b.from && a.kind === b.kind && a.kind !== 'notice' && b.at - a.at <= togetherMs && sameDay(a.at, b.at)

export function rowsOf(messages: readonly Message[], { me, freshAfter }: Reader): Row[] {
  const isFresh = (message: Message) => freshAfter !== null && message.from !== me && message.at > freshAfter
  const lastOwn = messages.findLastIndex((message) => message.from === me)
  const firstFresh = messages.findIndex((message, index) => index > lastOwn && isFresh(message))
  const breaks = (index: number) => {
    const [before, here] = [messages[index - 1], messages[index]]
    return !before || !here || index === firstFresh || !together(before, here)
  }
  return messages.map((message, index) => {
    const before = messages[index - 1]
    return {
      id: message.id,
      day: !before || !sameDay(before.at, message.at),
      fresh: index === firstFresh,
      head: breaks(index),
      tail: breaks(index + 1),
    }
  })
}
