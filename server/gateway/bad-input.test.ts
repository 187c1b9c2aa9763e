import { DatabaseSync } from 'node:sqlite'
import { v7 as uuid } from 'uuid'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { type CommandName, commands } from '../../contract/commands.ts'
import type { Answer } from '../../contract/errors.ts'
import type { ConversationId } from '../../contract/ids.ts'
import { must } from './trial/browser.ts'
import { find, newcomer, type TrialPerson } from './trial/people.ts'
import { startServer, type TrialServer } from './trial/server.ts'

type Json = z.core.JSONSchema.JSONSchema
type Ids = Readonly<Record<string, string>>
const names = Object.keys(commands) as CommandName[]
const schemaOf = (name: CommandName): Json => z.toJSONSchema(commands[name].input, { io: 'input' }) as Json
const fieldsOf = (name: CommandName) => Object.entries((schemaOf(name).properties ?? {}) as Record<string, Json>)
const required = (name: CommandName) => schemaOf(name).required ?? []

/** Fields that name something that exists. A message's own `id` is made by the browser. */
const isReference = ([field, { format, pattern }]: [string, Json]) =>
  field !== 'id' && (format === 'uuid' || field === 'feed' || (pattern?.includes('[ur]') ?? false))
const references = (name: CommandName) =>
  fieldsOf(name).flatMap((entry) => (isReference(entry) || entry[0] === 'contacts' ? [entry[0]] : []))

/** Something that has the right form. */
function sample([field, schema]: [string, Json]): unknown {
  if (field === 'feed') return `u:${uuid()}`
  if (field === 'login' && schema.format !== 'uuid') return 'mallory2'
  if (schema.format === 'uuid') return uuid()
  if (schema.enum) return schema.enum[0]
  if (schema.type === 'boolean') return true
  if (schema.type === 'integer') return Math.max(1, Number(schema.minimum ?? 1))
  if (schema.type === 'array') return []
  if (schema.type === 'object') return {}
  return 'x'.repeat(Math.max(3, schema.minLength ?? 0))
}
const wellFormed = (name: CommandName) =>
  Object.fromEntries(fieldsOf(name).flatMap((entry) => (required(name).includes(entry[0]) ? [[entry[0], sample(entry)]] : [])))

/** Inputs of the wrong form, each with what is wrong about it. */
function malformed(name: CommandName): [string, unknown][] {
  const good = wellFormed(name)
  const whole = [null, 'text', 7, [], true].map((input): [string, unknown] => [`all of it ${JSON.stringify(input)}`, input])
  const missing = required(name).map((field): [string, unknown] => [`without ${field}`, { ...good, [field]: undefined }])
  const wrong = fieldsOf(name).flatMap(([field, { type }]) => {
    const values = [null, { a: 1 }, [[]], type === 'string' ? 7 : 'seven', -1.5]
    return values.map((value): [string, unknown] => [`${field}: ${JSON.stringify(value)}`, { ...good, [field]: value }])
  })
  const huge = fieldsOf(name).flatMap((entry): [string, unknown][] => [
    [`${entry[0]}: far too long`, { ...good, [entry[0]]: oversize(entry[1]) }],
  ])
  return [...whole, ...missing, ...wrong, ...huge, ['an extra field', { ...good, surprise: 1 }]]
}

function oversize({ type, items }: Json): unknown {
  if (type === 'integer') return 2 ** 60
  if (type === 'array') return Array.from({ length: 500 }, () => sample(['', items as Json]))
  if (type === 'object') return { a: 'x'.repeat(100_000), theme: 'x'.repeat(100_000) }
  return 'x'.repeat(100_000)
}

let server: TrialServer
let mallory: TrialPerson
let own: Ids
let theirs: Ids
beforeAll(async () => {
  server = await startServer()
  mallory = await newcomer(server, 'mallory')
  own = await furnish(mallory, 'friend')
  theirs = await furnish(await newcomer(server, 'victim'), 'confidant')
})
afterAll(() => server.stop())

/** Gives a person one of everything, and names it as the fields of commands do. */
async function furnish(person: TrialPerson, friend: string): Promise<Ids> {
  const other = await newcomer(server, friend)
  must(await person.ask('contact.add', { account: person.home, address: friend }))
  const { conversation } = must(await person.ask('room.create', { account: person.home, name: friend, public: false, contacts: [] }))
  const { entity: message } = must(await person.send(conversation, 'private'))
  await person.until(({ syncs }) =>
    syncs.some(({ changes }) => changes.some(({ entity }) => entity && 'state' in entity && entity.state === 'sent')),
  )
  const { changes } = must(await person.ask('sync.snapshot', {}))
  const contact = changes.find((change) => change.kind === 'contact' && change.entity?.address === friend)
  const [session] = must(await person.ask('session.list', {}))
  const ids = {
    account: person.home,
    conversation,
    message: message.id,
    replyTo: message.id,
    before: message.id,
    contact: contact?.id ?? '',
    contacts: contact?.id ?? '',
    person: other.me.id,
    session: session?.id ?? '',
    invite: must(await person.ask('invite.create', { conversation })).id,
    login: must(await person.ask('login.start', { network: 'toy', flow: 'address' })).login,
    feed: `u:${person.me.id}`,
  }
  expect(Object.values(ids)).not.toContain('')
  return ids
}

/** Everything that is stored, but for who runs it and who was seen when. */
function fingerprint(): string {
  const database = new DatabaseSync(server.file, { readOnly: true })
  const tables = database.prepare("select name from sqlite_master where type = 'table' order by name").all() as { name: string }[]
  const passing = new Set(['node', 'epoch', 'until', 'seen_at'])
  const rows = tables.flatMap(({ name }) =>
    database
      .prepare(`select * from "${name}"`)
      .all()
      .map((row) => [name, row]),
  )
  database.close()
  return JSON.stringify(rows, (key, value) => (passing.has(key) ? undefined : value))
}

const value = (field: string, id: string | undefined) => (field === 'contacts' ? [id] : id)

function expectRefused(answer: Answer<unknown>, what: string): asserts answer is Extract<Answer<unknown>, { ok: false }> {
  if (answer.ok) expect.fail(`${what} was carried out`)
  expect(answer.error.code, what).not.toBe('bug')
  expect(answer.error.message, what).toMatch(/^[A-Z“].{8,}[.]$/s)
}

describe.each(names)('S13 %s', (name) => {
  test('refuses every wrong form, names what is wrong, and changes nothing', async () => {
    const before = fingerprint()
    for (const [what, input] of malformed(name)) {
      const answer = await mallory.raw(name, input)
      expectRefused(answer, what)
      expect(answer.error.code, what).toBe('invalid')
    }
    expect(fingerprint()).toBe(before)
  })
})

describe.each(names.filter((name) => references(name).length > 0))('S13 %s', (name) => {
  test('treats what does not exist and what is somebody else’s alike, and changes nothing', async () => {
    const before = fingerprint()
    const good = wellFormed(name)
    const mine = Object.fromEntries(references(name).flatMap((field) => (field in good ? [[field, value(field, own[field])]] : [])))
    for (const field of references(name)) {
      const answers = []
      for (const id of [field === 'feed' ? `u:${uuid()}` : uuid(), theirs[field]]) {
        const answer = await mallory.raw(name, { ...good, ...mine, [field]: value(field, id) })
        expectRefused(answer, `${field} = ${id}`)
        answers.push(answer.error)
      }
      expect(answers[0]?.code, field).toBe('not-found')
      expect(answers[1], field).toEqual(answers[0])
    }
    expect(fingerprint()).toBe(before)
  })
})

describe('S13 besides', () => {
  test('a command that does not exist is refused', async () => {
    for (const name of ['nothing', '__proto__', 'constructor', 'toString']) {
      expectRefused(await mallory.raw(name, {}), name)
    }
  })

  test('S14 a message id that is taken is a conflict', async () => {
    const before = fingerprint()
    const answer = await mallory.raw('message.send', { id: theirs.message, conversation: own.conversation, text: 'mine' })
    expect(answer).toMatchObject({ ok: false, error: { code: 'conflict' } })
    expect(fingerprint()).toBe(before)
  })

  test('what is longer than the network takes is refused in words', async () => {
    const answer = await mallory.send(own.conversation as ConversationId, 'ä'.repeat(33_000))
    expectRefused(answer, 'a long message')
  })

  test('an event without a way to answer is ignored', async () => {
    const before = fingerprint()
    const { socket } = mallory as { socket: { emit(name: string, input: unknown): unknown } }
    socket.emit('me.update', { name: 'Nobody' })
    must(await mallory.ask('session.list', {}))
    expect(fingerprint()).toBe(before)
    expect(find(must(await mallory.ask('sync.snapshot', {})).changes, 'me').entity?.name).toBe('mallory')
  })
})
