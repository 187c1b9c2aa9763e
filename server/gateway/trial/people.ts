import { v7 as uuid } from 'uuid'
import type { SignedIn } from '../../../contract/http.ts'
import { type AccountId, type ConversationId, MessageId } from '../../../contract/ids.ts'
import type { Change } from '../../../contract/sync.ts'
import { must, openBrowser } from './browser.ts'
import type { TrialServer } from './server.ts'

/** Someone who signs up, with a browser whose home account is online. */
export async function newcomer(server: TrialServer, login: string) {
  const response = await server.post('/api/sign-up', { login, password: 'correct horse', name: login })
  const { token } = must<SignedIn>(await response.json())
  return enter(server, token)
}

export async function guest(server: TrialServer, invite?: string) {
  const signed = must<SignedIn>(await (await server.post('/api/guest', invite ? { invite } : {})).json())
  return { ...(await enter(server, signed.token)), invitedTo: signed.conversation as ConversationId | null }
}

export async function enter(server: TrialServer, token: string) {
  const browser = openBrowser(server, { token })
  await browser.until(({ open, hints }) => open && hints.some((hint) => hint.type === 'link' && hint.state === 'online'))
  const { changes } = must(await browser.ask('sync.snapshot', {}))
  const home = find(changes, 'account').entity
  const me = find(changes, 'me').entity
  if (!home || !me) throw new Error('a snapshot without its user')
  const send = (conversation: ConversationId, text: string) =>
    browser.ask('message.send', { id: MessageId.parse(uuid()), conversation, text })
  return { ...browser, token, me, home: home.id as AccountId, send }
}
export type TrialPerson = Awaited<ReturnType<typeof newcomer>>

/** The first change of a kind, if there is one. */
export function find<Kind extends Change['kind']>(changes: readonly Change[], kind: Kind): Extract<Change, { kind: Kind }> {
  const found = changes.find((change) => change.kind === kind)
  if (!found) throw new Error(`no ${kind} among ${changes.length} changes`)
  return found as Extract<Change, { kind: Kind }>
}
