import type { Output, Parsed } from '../../../contract/commands.ts'
import type { Incoming } from '../../networks/network.ts'
import type { Caller, Parts } from './parts.ts'
import { type ConversationReach, reachConversation } from './reach.ts'

type Asked = Parsed<'message.page'>
type Page = Output<'message.page'>
/** A batch is at most this many events. */
const batchSize = 50

/** A page of what is stored; where that ends before the network's own history does, older messages are fetched first. */
export async function pageWithHistory(parts: Parts, caller: Caller, asked: Asked): Promise<Page> {
  const page = await readPage(parts, caller, asked)
  if (!page.start) return page
  const place = await reachConversation(parts, caller, asked.conversation)
  if (place.network.shared || (place.abilities?.history ?? place.network.abilities.history) === 'none') return page
  const reached = await parts.store.conversations.history({ conversation: asked.conversation })
  if (reached.complete) return page
  // What there is goes out at once; only a reader who wants more than that waits for the network.
  if (page.messages.length > 0) return { ...page, start: false }
  const fetched = await fetchOlder(parts, place, { ...asked, cursor: reached.cursor })
  if (fetched === 'nothing kept') return page
  const more = await readPage(parts, caller, asked)
  return { ...more, start: more.start && fetched === 'beginning' }
}

async function readPage({ store }: Parts, { user }: Caller, { conversation, before, limit }: Asked): Promise<Page> {
  const { messages, start } = await store.messages.page({ user, conversation, limit, ...(before && { before }) })
  return { messages: [...messages], start }
}

type Older = Asked & { readonly cursor: Awaited<ReturnType<Parts['store']['conversations']['history']>>['cursor'] }

/** What the network had: more is left, that was its beginning, or it keeps nothing for this account. */
type Fetched = 'more' | 'beginning' | 'nothing kept'

async function fetchOlder(
  { store, engine, now }: Parts,
  place: ConversationReach,
  { conversation, cursor, limit }: Older,
): Promise<Fetched> {
  const { history } = engine.online(place.account)
  if (!history) return 'nothing kept'
  const { messages, next } = await history.page(place.key, cursor, limit)
  await keep({ store, now }, place, messages)
  await store.conversations.historyReached({ conversation, cursor: next, complete: next === null })
  return next === null ? 'beginning' : 'more'
}

async function keep({ store, now }: Pick<Parts, 'store' | 'now'>, { account }: ConversationReach, messages: readonly Incoming[]) {
  for (let at = 0; at < messages.length; at += batchSize) {
    const events = messages.slice(at, at + batchSize).map((message) => ({ type: 'message', message, live: false }) as const)
    await store.ingest.apply({ account, epoch: null, events, at: now() })
  }
}
