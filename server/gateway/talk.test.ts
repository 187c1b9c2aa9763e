import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ConversationId } from '../../contract/ids.ts'
import { must } from './trial/browser.ts'
import { find, guest, newcomer, type TrialPerson } from './trial/people.ts'
import { startServer, type TrialServer } from './trial/server.ts'

let server: TrialServer
let ann: TrialPerson
let bob: TrialPerson
beforeAll(async () => {
  server = await startServer()
  ann = await newcomer(server, 'ann')
  bob = await newcomer(server, 'bob')
})
afterAll(() => server.stop())

const start = async (from: TrialPerson, to: string) =>
  must(await from.ask('conversation.start', { account: from.home, address: to })).conversation
const textsOf = (person: TrialPerson) =>
  person.heard.syncs.flatMap(({ changes }) => changes.flatMap(({ kind, entity }) => (kind === 'message' && entity ? [entity.text] : [])))
const room = async (owner: TrialPerson, name: string) =>
  must(await owner.ask('room.create', { account: owner.home, name, public: true, contacts: [] })).conversation
const addressOf = async (person: TrialPerson, conversation: ConversationId) => {
  const { changes } = must(await person.ask('sync.snapshot', {}))
  const found = changes.find(({ kind, id }) => kind === 'conversation' && id === conversation)
  return found?.kind === 'conversation' ? (found.entity?.address ?? '') : ''
}

describe('two people of this server', () => {
  test('talk: what one sends the other hears, and both have it', async () => {
    const conversation = await start(ann, 'bob')
    expect(must(await ann.send(conversation, 'hello bob')).entity.state).toBe('queued')
    await bob.until(() => textsOf(bob).includes('hello bob'))
    const { messages } = must(await bob.ask('message.page', { conversation, limit: 10 }))
    expect(messages.at(-1)?.entity).toMatchObject({ text: 'hello bob', state: 'sent', from: ann.me.id })
  })

  test('/me makes an action', async () => {
    const conversation = await start(ann, 'bob')
    expect(must(await ann.send(conversation, '/me waves')).entity).toMatchObject({ kind: 'action', text: 'waves' })
    expect(must(await ann.send(conversation, '/me ')).entity).toMatchObject({ kind: 'text', text: '/me ' })
  })

  test('edit, react and delete reach the other one, and only the author may', async () => {
    const conversation = await start(ann, 'bob')
    const { id } = must(await ann.send(conversation, 'frist')).entity
    const newest = (person: TrialPerson) =>
      person.heard.syncs.flatMap(({ changes }) => changes).findLast((change) => change.kind === 'message' && change.id === id)?.entity
    await bob.until(() => newest(bob) !== undefined)
    expect(await bob.ask('message.edit', { message: id, text: 'mine' })).toMatchObject({ ok: false, error: { code: 'forbidden' } })
    expect(await bob.ask('message.delete', { message: id })).toMatchObject({ ok: false, error: { code: 'forbidden' } })
    must(await ann.ask('message.edit', { message: id, text: 'first' }))
    await bob.until(() => textsOf(bob).includes('first'))
    must(await bob.ask('message.react', { message: id, emoji: '👍', on: true }))
    await ann.until(() => JSON.stringify(newest(ann)).includes('👍'))
    must(await bob.ask('message.react', { message: id, emoji: '👍', on: false }))
    must(await ann.ask('message.delete', { message: id }))
    await bob.until(() => (newest(bob) as { deleted?: boolean }).deleted === true)
    expect(await ann.ask('message.edit', { message: id, text: 'again' })).toMatchObject({ ok: false, error: { code: 'forbidden' } })
  })

  test('S14 the same message twice is one message', async () => {
    const conversation = await start(ann, 'bob')
    const first = must(await ann.send(conversation, 'once')).entity
    const again = must(await ann.ask('message.send', { id: first.id, conversation, text: 'once' })).entity
    expect(again.id).toBe(first.id)
    expect(await bob.ask('message.send', { id: first.id, conversation, text: 'mine' })).toMatchObject({
      ok: false,
      error: { code: 'conflict' },
    })
    const { messages } = must(await ann.ask('message.page', { conversation, limit: 100 }))
    expect(messages.filter(({ entity }) => entity.text === 'once')).toHaveLength(1)
  })

  test('read marks reach the other one', async () => {
    const conversation = await start(ann, 'bob')
    const { id } = must(await ann.send(conversation, 'read me')).entity
    await bob.until(() => textsOf(bob).includes('read me'))
    must(await bob.ask('conversation.receipt', { conversation, message: id, kind: 'read' }))
    await ann.until(({ syncs }) => {
      const changed = syncs.flatMap(({ changes }) => changes).findLast(({ kind, id: of }) => kind === 'conversation' && of === conversation)
      return changed?.kind === 'conversation' && changed.entity?.watermarks.some(({ readAt }) => readAt !== null) === true
    })
  })

  test('typing is heard, and stays private when it is switched off', async () => {
    const conversation = await start(ann, 'bob')
    const typing = () => bob.heard.hints.filter((hint) => hint.type === 'typing')
    must(await ann.ask('conversation.typing', { conversation, on: true }))
    await bob.until(() => typing().length === 1)
    must(await ann.ask('conversation.typing', { conversation, on: false }))
    await bob.until(() => typing().length === 2)
    must(await ann.ask('me.update', { settings: { sendTyping: false } }))
    must(await ann.ask('conversation.typing', { conversation, on: true }))
    must(await ann.ask('me.update', { settings: { sendTyping: true } }))
    must(await ann.ask('conversation.typing', { conversation, on: true }))
    await bob.until(() => typing().length === 3)
    must(await ann.ask('conversation.typing', { conversation, on: false }))
    await bob.until(() => typing().length === 4)
  })

  test('contacts are asked for, answered and found', async () => {
    expect(must(await ann.ask('contact.find', { account: ann.home, text: 'bob' }))).toMatchObject([{ address: 'bob', name: 'bob' }])
    must(await ann.ask('contact.add', { account: ann.home, address: 'bob' }))
    await bob.until(({ syncs }) => syncs.some(({ changes }) => changes.some(({ kind }) => kind === 'contact')))
    const { entity: asks } = find(must(await bob.ask('sync.snapshot', {})).changes, 'contact')
    expect(asks).toMatchObject({ state: 'asks', name: 'ann' })
    must(await bob.ask('contact.answer', { contact: asks?.id ?? '', accept: true } as never))
    expect(find(must(await ann.ask('sync.snapshot', {})).changes, 'contact').entity).toMatchObject({ state: 'both', name: 'bob' })
  })
})

describe('rooms', () => {
  test('are found, joined and talked in, and their members are listed', async () => {
    const conversation = await room(ann, 'Kitchen')
    const { rooms } = must(await bob.ask('room.list', { account: bob.home, search: 'kitchen' }))
    const joined = must(await bob.ask('room.join', { account: bob.home, address: rooms[0]?.address ?? '' }))
    expect(joined.conversation).toBe(conversation)
    must(await bob.send(conversation, 'what is cooking'))
    await ann.until(() => textsOf(ann).includes('what is cooking'))
    const members = must(await ann.ask('room.members', { conversation }))
    expect(members.map(({ name, role }) => [name, role]).sort()).toEqual([
      ['ann', 'owner'],
      ['bob', 'member'],
    ])
  })

  test('only who leads a room moderates it', async () => {
    const conversation = await room(ann, 'Cellar')
    must(await bob.ask('room.join', { account: bob.home, address: await addressOf(ann, conversation) }))
    const members = must(await ann.ask('room.members', { conversation }))
    const [a, b] = ['ann', 'bob'].map((name) => members.find((member) => member.name === name)?.person)
    if (!a || !b) throw new Error('somebody is missing')
    expect(await bob.ask('room.kick', { conversation, person: a })).toMatchObject({ ok: false, error: { code: 'forbidden' } })
    const { id } = must(await bob.send(conversation, 'spam')).entity
    await ann.until(() => textsOf(ann).includes('spam'))
    must(await ann.ask('message.delete', { message: id }))
    must(await ann.ask('room.ban', { conversation, person: b, on: true }))
    expect(await bob.send(conversation, 'still here')).toMatchObject({ ok: false, error: { code: 'forbidden' } })
  })
})

describe('invite links', () => {
  test('bring a guest into a direct chat with who made it, before the first page is drawn', async () => {
    const { url } = must(await ann.ask('invite.create', {}))
    const code = new URL(url).pathname.split('/').at(-1) ?? ''
    expect(await (await server.get(`/api/invite/${code}`)).json()).toEqual({ ok: true, result: { from: 'ann', room: null } })
    const visitor = await guest(server, code)
    expect(visitor.invitedTo).not.toBeNull()
    must(await visitor.send(visitor.invitedTo as ConversationId, 'it is me'))
    await ann.until(() => textsOf(ann).includes('it is me'))
    visitor.close()
  })

  test('into a room work until they are revoked', async () => {
    const conversation = await room(ann, 'Attic')
    const made = must(await ann.ask('invite.create', { conversation }))
    const code = made.url.split('/').at(-1) ?? ''
    expect(must(await bob.ask('invite.accept', { code })).conversation).toBe(conversation)
    expect(must(await ann.ask('invite.list', {})).find(({ id }) => id === made.id)).toMatchObject({ uses: 1 })
    must(await ann.ask('invite.revoke', { invite: made.id }))
    expect(await bob.ask('invite.accept', { code })).toMatchObject({ ok: false, error: { code: 'not-found' } })
    expect((await server.get(`/api/invite/${code}`)).status).toBe(404)
  })

  test('an own link leads nowhere', async () => {
    const { url } = must(await ann.ask('invite.create', {}))
    expect(await ann.ask('invite.accept', { code: url.split('/').at(-1) ?? '' })).toMatchObject({ ok: false, error: { code: 'conflict' } })
  })
})

describe('guests', () => {
  test('keep everything when they take a login', async () => {
    const visitor = await guest(server)
    must(await visitor.ask('me.keep', { login: 'carol', password: 'correct horse' }))
    const response = await server.post('/api/sign-in', { login: 'carol', password: 'correct horse' })
    expect(response.status).toBe(200)
    expect(await visitor.ask('me.keep', { login: 'carla', password: 'correct horse' })).toMatchObject({ error: { code: 'forbidden' } })
    visitor.close()
  })

  test.each(['invite', 'closed'] as const)('take no login where sign-up is %s', async (signUp) => {
    const strict = await startServer({ rules: { signUp } })
    const visitor = await guest(strict)
    expect(await visitor.ask('me.keep', { login: 'dora', password: 'correct horse' })).toMatchObject({ error: { code: 'forbidden' } })
    expect((await strict.post('/api/sign-in', { login: 'dora', password: 'correct horse' })).status).not.toBe(200)
    visitor.close()
    await strict.stop()
  })

  test('link no other accounts', async () => {
    const visitor = await guest(server)
    expect(await visitor.ask('login.start', { network: 'toy', flow: 'name' })).toMatchObject({ error: { code: 'forbidden' } })
    visitor.close()
  })
})
