import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Peer } from '../../../e2e/worlds/slixmpp.ts'
import type { ConversationKey, PersonKey } from '../network.ts'
import { type Running, World } from './trial/world.ts'
import { child, childText } from './wire/element.ts'

const alice = 'alice@xmpp.test'
const bob = 'bob@xmpp.test' as PersonKey & ConversationKey
const carol = 'carol@xmpp.test'
let world: World
let slixmpp: Peer
let us: Running

beforeAll(async () => {
  // After something that matters Prosody holds nothing back for 5 s, unless told otherwise.
  world = await World.configured('csi_resume_inactive_delay = 0', 'alice', 'bob', 'carol')
  slixmpp = await world.peer('bob')
  us = await world.online(world.account('alice'))
  await world.befriend(us, slixmpp, 'Bob')
})
afterAll(() => world.close())

/** Resolves when the server has it, and with it all that was said before. */
const write = ({ session }: Running, text: string) => session.send({ conversation: bob, txn: randomUUID(), body: { kind: 'text', text } })

/** Bob changes his status and then writes; gives the presence as it came, once the message is here. */
async function changesAndWrites(number: number) {
  const status = `status ${number}`
  await slixmpp.tell({ do: 'presence', show: 'dnd', status })
  await slixmpp.tell({ do: 'send', to: alice, body: `message ${number}` })
  await us.account.until((now) => now.texts().includes(`message ${number}`))
  expect(us.account.hints).toContainEqual({ type: 'presence', from: bob, show: 'busy', text: status })
  return us.heard.find((stanza) => childText(stanza, 'status') === status)
}
/** The server's mark on what it held back. */
const heldBy = (presence: Awaited<ReturnType<typeof changesAndWrites>>) =>
  presence && child(presence, 'delay', 'urn:xmpp:delay')?.attrs.from

test('while nobody is in front of the screen, presence waits for the next message; the message does not (XEP-0352)', async () => {
  expect(heldBy(await changesAndWrites(0))).toBeUndefined()
  await us.session.presence?.set({ show: 'online', text: '', absent: true })
  let held: string | undefined
  // Whatever we say, an acknowledgement for one, makes the server let go of what it holds.
  for (let number = 1; number <= 100 && !held; number++) held = heldBy(await changesAndWrites(number))
  expect(held).toBe(alice)
  await us.session.presence?.set({ show: 'online', text: '', absent: false })
  await write(us, 'I am back')
  expect(heldBy(await changesAndWrites(101))).toBeUndefined()
})

test('who hides is not seen when he comes, and is when he shows himself', async () => {
  await us.stop('off')
  await slixmpp.heard({ event: 'presence', type: 'unavailable', by: alice })
  const before = slixmpp.events.length
  const seen = () => slixmpp.events.slice(before).filter(({ type, by }) => type === 'available' && by === alice)
  const account = world.account('alice')
  account.presence = { show: 'hidden', text: '', absent: false }
  const hidden = await world.online(account)
  await hidden.session.send({
    conversation: bob as string as ConversationKey,
    txn: randomUUID(),
    body: { kind: 'text', text: 'guess who' },
  })
  await slixmpp.heard({ event: 'message', body: 'guess who' })
  expect(seen()).toEqual([])
  await hidden.session.presence?.set({ show: 'online', text: 'here I am', absent: false })
  await slixmpp.heard({ event: 'presence', type: 'available', by: alice, status: 'here I am' })
})

test('after a resume whoever is there is asked again, and shown again', async () => {
  const account = world.account('alice')
  const running = await world.online(account)
  const stays = await world.wiredPeer('carol')
  await world.befriend(running, stays, 'Carol')
  world.prosody.cut()
  await running.ended
  const before = account.hints.length
  world.prosody.mend()
  const again = await world.online(account)
  await account.until((now) =>
    now.hints.slice(before).some((hint) => hint.type === 'presence' && hint.from === carol && hint.show === 'online'),
  )
  expect(account.logs.join()).not.toContain('resume-refused')
  expect(again.heard.filter(({ name }) => name === 'presence').map(({ attrs }) => attrs.from)).toContain(`${carol}/wired`)
})
