import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Server, type Socket } from 'socket.io'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { FeedName } from '../contract/ids.ts'
import type { Hello } from '../contract/sync.ts'
import { type Connection, connect } from './connection.ts'

type Event = 'up' | 'down' | 'sync' | 'hints' | 'signed-out' | 'update'
let server: Server
let connection: Connection
let heard: Event[]
let waiting: { event: Event; resolve: () => void }[]
const hello: Hello = { protocol: 1, cursors: { 'u:1': 7 }, token: 'secret' }

/** Resolves when the connection tells this the next time. */
const next = (event: Event) => new Promise<void>((resolve) => waiting.push({ event, resolve }))
const hear = (event: Event) => {
  heard.push(event)
  const now = waiting.filter((one) => one.event === event)
  waiting = waiting.filter((one) => one.event !== event)
  for (const { resolve } of now) resolve()
}

beforeEach(async () => {
  heard = []
  waiting = []
  const http = createServer().listen(0, '127.0.0.1')
  await once(http, 'listening')
  server = new Server(http, { path: '/rt' })
  connection = connect({
    url: `http://127.0.0.1:${(http.address() as AddressInfo).port}`,
    say: (failure) => `${failure}!`,
    listener: {
      hello: () => hello,
      up: () => hear('up'),
      down: () => hear('down'),
      sync: () => hear('sync'),
      hints: () => hear('hints'),
      goodbye: hear,
    },
  })
})

afterEach(async () => {
  vi.useRealTimers()
  connection.close()
  await server.close()
})

function restart(socket: Socket): void {
  socket.emit('goodbye', 'restart')
  socket.disconnect(true)
}

/** Opens, and resolves to the server's end. */
async function meet(): Promise<Socket> {
  const arrived = once(server, 'connection')
  const up = next('up')
  connection.open()
  const [socket] = await arrived
  await up
  return socket
}

test('says hello with token, protocol and cursors', async () => {
  const socket = await meet()
  expect(socket.handshake.auth).toEqual(hello)
  expect(socket.conn.transport.name).toBe('websocket')
})

test('a command is answered by the server', async () => {
  const socket = await meet()
  socket.on('session.list', (input, answer) => answer({ ok: true, result: [input] }))
  expect(await connection.ask('session.list', {})).toEqual({ ok: true, result: [{}] })
})

test('a command without a connection fails at once and is not sent later', async () => {
  expect(await connection.ask('session.list', {})).toEqual({ ok: false, error: { code: 'offline', message: 'offline!' } })
  const asked: string[] = []
  server.on('connection', (socket) => {
    socket.onAny((name) => asked.push(name))
    socket.on('presence.idle', (_input, answer) => answer({ ok: true, result: null }))
  })
  await meet()
  await connection.ask('presence.idle', { idle: false })
  expect(asked).toEqual(['presence.idle'])
})

test('a command under way fails when the connection breaks', async () => {
  const socket = await meet()
  socket.on('session.list', () => socket.conn.close())
  expect(await connection.ask('session.list', {})).toMatchObject({ ok: false, error: { code: 'offline' } })
  expect(heard).toEqual(['up', 'down'])
})

test('a command that nobody answers fails after 15 s, and its late answer is of no interest', async () => {
  const socket = await meet()
  const asked = Promise.withResolvers<() => void>()
  socket.on('session.list', (_input, answer) => asked.resolve(() => answer({ ok: true, result: [] })))
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const answer = connection.ask('session.list', {})
  const answerLate = await asked.promise
  let settled = false
  void answer.then(() => {
    settled = true
  })
  await vi.advanceTimersByTimeAsync(14_999)
  expect(settled).toBe(false)
  await vi.advanceTimersByTimeAsync(1)
  expect(await answer).toEqual({ ok: false, error: { code: 'timeout', message: 'timeout!' } })
  vi.useRealTimers()
  answerLate()
  socket.on('presence.idle', (_input, answer) => answer({ ok: true, result: null }))
  expect(await connection.ask('presence.idle', { idle: true })).toEqual({ ok: true, result: null })
})

test.each([
  ['the line breaks', (socket: Socket) => socket.conn.close()],
  ['the server hangs up', (socket: Socket) => socket.disconnect(true)],
  ['S18 the server restarts', restart],
])('comes back when %s', async (_what, end) => {
  const socket = await meet()
  const down = next('down')
  end(socket)
  await down
  const up = next('up')
  connection.hurry()
  await up
  expect(heard).toEqual(['up', 'down', 'up'])
})

test('comes back by itself when the server refused at first', async () => {
  let tries = 0
  server.use((_socket, go) => go(++tries === 1 ? new Error('not now') : undefined))
  await meet()
  expect(tries).toBe(2)
})

test.each(['signed-out', 'update'] as const)('S18 after "%s" it stays away', async (why) => {
  const socket = await meet()
  const last = next(why)
  socket.emit('goodbye', why)
  await last
  connection.hurry()
  expect(heard).toEqual(['up', 'down', why])
  expect(await connection.ask('session.list', {})).toMatchObject({ error: { code: 'offline' } })
})

test('passes on syncs and hints', async () => {
  const socket = await meet()
  const both = [next('sync'), next('hints')]
  socket.emit('sync', { feed: 'u:1' as FeedName, from: 0, to: 0, changes: [] })
  socket.emit('hints', [])
  await Promise.all(both)
})
