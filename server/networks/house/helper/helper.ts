import type { ConversationKey, MessageKey, NetworkEvent, PersonKey } from '../../network.ts'
import type { HousePerson } from '../book.ts'
import { bond } from '../contacts.ts'
import { openFor, opening } from '../direct.ts'
import { directKey } from '../keys.ts'
import { asPerson, known, record, type Seat } from '../seat.ts'
import type { Switchboard } from '../switchboard.ts'
import { answer, greeting, type Language } from './answers.ts'
import { helperId } from './user.ts'

/** A small program among the contacts: it greets newcomers and answers a few questions, and says what it is. */
export interface Helper {
  readonly key: PersonKey
  /** Makes itself known to someone it has never talked to. Never rejects: nobody's chats depend on it. */
  greet(seat: Seat): Promise<void>
  /** Answers what somebody has written at `at` (ms), in its own time. */
  hear(seat: Seat, said: { readonly text: string; readonly txn: string; readonly at: number }): void
}

const thinkingMs = 600

export function createHelper({ board, pause }: { board: Switchboard; pause(ms: number): Promise<unknown> }): Helper {
  const key = helperId as string as PersonKey
  board.open({ me: key, hint: () => undefined, shown: { show: 'online', text: '' }, told: new Set() })
  return {
    key,
    greet: (seat) => greet(seat, key).catch((cause: unknown) => seat.account.log('helper.silent', { cause })),
    hear(seat, said) {
      reply(seat, key, { ...said, pause }).catch((cause: unknown) => seat.account.log('helper.silent', { cause }))
    },
  }
}

async function greet(seat: Seat, key: PersonKey): Promise<void> {
  const helper = await seat.house.book.person({ key })
  // A server may run without it; and whoever has talked to it once, even if he has removed it since, is left in peace.
  if (helper === null || (await seat.house.book.member({ key: directKey(seat.me, key), person: seat.me })) !== null) return
  const conversation = directKey(seat.me, helper.key)
  await bond(seat, helper, { decide: () => ({ mine: 'both', theirs: 'both' }) })
  await openFor(seat, conversation, helper.key)
  const me = await known(seat, seat.me)
  const welcome = message(helper, { conversation, key: `welcome:${seat.me}`, at: seat.house.now(), text: greeting(me.name, spoken(me)) })
  await record(seat, [...opening(conversation, helper), welcome])
}

type Said = Parameters<Helper['hear']>[1] & { pause(ms: number): Promise<unknown> }

async function reply(seat: Seat, key: PersonKey, { text, txn, at, pause }: Said): Promise<void> {
  const helper = await known(seat, key)
  const conversation = directKey(seat.me, key)
  const typing = (on: boolean) => seat.account.hint({ type: 'typing', conversation, from: key, name: helper.name, on })
  typing(true)
  const me = await known(seat, seat.me)
  await pause(thinkingMs)
  // Never before what it answers, however coarse the clock is.
  const later = Math.max(seat.house.now(), at + 1)
  await record(seat, [message(helper, { conversation, key: `answer:${txn}`, at: later, text: answer(text, spoken(me)) })])
  typing(false)
}

function message(
  helper: HousePerson,
  { key, ...rest }: { conversation: ConversationKey; key: string; at: number; text: string },
): NetworkEvent {
  return { type: 'message', live: true, message: { ...rest, keys: [key as MessageKey], from: asPerson(helper), kind: 'text' } }
}

/** English, unless somebody has chosen otherwise. */
function spoken({ language }: HousePerson): Language {
  return language === 'de' ? 'de' : 'en'
}
