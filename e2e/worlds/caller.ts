import { randomBytes } from 'node:crypto'
import { io, type Socket } from 'socket.io-client'

export interface Answered {
  readonly ok: boolean
  // biome-ignore lint/suspicious/noExplicitAny: this side knows only URLs, so it knows no types
  readonly result: any
  readonly error?: { readonly code: string; readonly message: string }
}
export interface Entry {
  readonly kind: string
  readonly id: string
  readonly rev: number
  // biome-ignore lint/suspicious/noExplicitAny: this side knows only URLs, so it knows no types
  readonly entity: any
}

/** A program that talks to the server as a browser does, for what no hand can do: a thousand sends, a kill in the middle. */
export interface Caller {
  readonly token: string
  readonly socket: Socket
  /** The last words of the server, in order. */
  readonly goodbyes: readonly string[]
  /** Rejects when the line is lost before the answer: it may have been carried out or not. */
  command(name: string, input?: object): Promise<Answered>
  /** Like command, but a refusal fails the test. */
  // biome-ignore lint/suspicious/noExplicitAny: see above
  ask(name: string, input?: object): Promise<any>
  /** Everything a snapshot says of one kind. */
  all(kind: string): Promise<Entry[]>
  /** Every message of a conversation, oldest first. */
  // biome-ignore lint/suspicious/noExplicitAny: see above
  history(conversation: string): Promise<any[]>
  /** Resolves while it is connected; it comes back by itself after the server did. */
  online(): Promise<void>
  close(): void
}

/** An id as browsers make them: UUID version 7. */
export function newId(): string {
  const bytes = randomBytes(16)
  bytes.writeUIntBE(Date.now(), 0, 6)
  bytes[6] = 0x70 | ((bytes[6] ?? 0) & 0x0f)
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f)
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
}

export async function post(url: string, path: string, body: object): Promise<Answered> {
  const response = await fetch(new URL(path, url), {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: new URL(url).origin },
    body: JSON.stringify(body),
  })
  return (await response.json()) as Answered
}

export async function signUp(url: string, login: string): Promise<Caller> {
  const answer = await post(url, '/api/sign-up', { login, password: `password-of-${login}`, name: login })
  if (!answer.ok) throw new Error(`sign-up of ${login}: ${answer.error?.message}`)
  return connect(url, answer.result.token)
}

export async function connect(url: string, token: string): Promise<Caller> {
  const auth = { token, protocol: 1, cursors: {} }
  const haste = { reconnectionDelay: 50, reconnectionDelayMax: 500 }
  const socket = io(url, { path: '/rt', transports: ['websocket'], forceNew: true, auth, ...haste })
  const goodbyes: string[] = []
  socket.on('goodbye', (why: string) => goodbyes.push(why))
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve)
    socket.once('connect_error', reject)
  })
  const command = async (name: string, input: object = {}): Promise<Answered> => socket.timeout(20_000).emitWithAck(name, input)
  const ask = async (name: string, input: object = {}) => {
    const answer = await command(name, input)
    if (!answer.ok) throw new Error(`${name}: ${answer.error?.code} ${answer.error?.message}`)
    return answer.result
  }
  return {
    token,
    socket,
    goodbyes,
    command,
    ask,
    async all(kind) {
      const snapshot: { changes: Entry[] } = await ask('sync.snapshot')
      return snapshot.changes.filter((change) => change.kind === kind && change.entity !== null)
    },
    async history(conversation) {
      // biome-ignore lint/suspicious/noExplicitAny: see above
      const found: any[] = []
      for (let before: string | undefined; ; ) {
        const page = await ask('message.page', { conversation, limit: 100, ...(before && { before }) })
        found.unshift(...page.messages.map((message: Entry) => message.entity))
        if (page.start || page.messages.length === 0) return found
        before = page.messages[0].entity.id
      }
    },
    async online() {
      if (!socket.connected) await new Promise<void>((resolve) => void socket.once('connect', resolve))
    },
    close: () => void socket.close(),
  }
}
