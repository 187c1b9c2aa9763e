import { v7 } from 'uuid'
import type { Answer } from '../contract/errors.ts'
import type { ConversationId, MessageId, UserId } from '../contract/ids.ts'
import type { Client } from './client.ts'
import { type Connect, connect, type LocalFailure } from './connection.ts'
import { Core } from './core.ts'
import { timeOfNext } from './local-message.ts'
import { Manners } from './manners.ts'
import { openShelf, type Shelf } from './shelf.ts'
import { signOut } from './sign-out.ts'

export interface ClientOptions {
  /** Origin of the server; without it, the page's own. */
  readonly url?: string
  /** The browser session, where a cookie cannot carry it. */
  readonly token?: string | null
  /** The sentence for a failure that the server does not know of: no connection, no answer. */
  readonly say: (failure: LocalFailure) => string
  /** The person clicked a notification and wants to see this conversation. */
  readonly openConversation?: (conversation: ConversationId) => void
  readonly connect?: Connect
  readonly shelf?: (user: UserId) => Shelf
  readonly page?: Document
}

/** Connects at once. Only for the browser, and one for each page: it watches the page's focus and sets its title. */
export function createClient(options: ClientOptions): Client {
  const page = options.page ?? document
  const locks = page.defaultView?.navigator.locks
  const core = new Core({ keptClosed: 8, connect, shelf: openShelf, locks, ...options })
  const manners = new Manners({ core, page, locks, openConversation: options.openConversation ?? (() => undefined) })
  const stop = () => {
    manners.stop()
    core.stop()
  }
  core.start(manners)
  return {
    state: { get: core.store.getState, subscribe: core.store.subscribe },
    command: core.connection.ask,
    ...messagesOf(core, manners),
    open: (conversation) => core.pages.open(conversation),
    close: (conversation) => core.pages.close(conversation),
    loadOlder: (conversation) => core.pages.older(conversation),
    read: (conversation) => manners.read(conversation),
    typing: (conversation, text) => manners.typing.key(conversation, text),
    draft: (conversation, text, now) => manners.drafts.write(conversation, text, now),
    async signOut() {
      if (await signOut(core.connection.ask, options)) await core.signedOut()
    },
    destroy: stop,
  }
}

/** What the server has is retried and discarded there, what it does not have yet in the outbox. */
function messagesOf(core: Core, manners: Manners): Pick<Client, 'send' | 'retry' | 'discard'> {
  const { outbox, connection } = core
  return {
    send(conversation, text, replyTo) {
      const id = v7() as MessageId
      manners.typing.stopped(conversation)
      outbox.add({ id, conversation, text, replyTo: replyTo ?? null, at: timeOfNext(core.state, conversation), failure: null })
      return id
    },
    async retry(message) {
      const here = !core.isStored(message) && outbox.retry(message)
      return here ? done : connection.ask('message.retry', { message })
    },
    async discard(message) {
      const here = !core.isStored(message) && outbox.discard(message)
      return here ? done : connection.ask('message.discard', { message })
    },
  }
}

const done: Answer<null> = { ok: true, result: null }
