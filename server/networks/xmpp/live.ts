import { randomBytes } from 'node:crypto'
import { type Account, type Ended, NetworkError } from '../network.ts'
import { Archive } from './archive.ts'
import { Avatars } from './avatars.ts'
import type { Bound } from './bound.ts'
import { arrived } from './chat.ts'
import type { Checkpoint } from './checkpoint.ts'
import { Gate } from './gate.ts'
import { Journal } from './journal.ts'
import { Presences } from './presence.ts'
import { receive } from './receive.ts'
import { Roster } from './roster.ts'
import { settingsOf } from './settings.ts'
import { learn, learnOwnName, start } from './start.ts'
import { Visibility } from './visibility.ts'
import type { Element } from './wire/element.ts'
import type { Settled, Stream } from './wire/stream.ts'

export interface Life {
  readonly account: Account
  readonly checkpoint: Checkpoint
  readonly stream: Stream
  readonly stop: AbortSignal
  readonly gates: Gates
}
/** What the stream brings, some of it before there is anybody to take it in. */
export interface Gates {
  readonly stanzas: Gate<[stanza: Element, count: number]>
  readonly settled: Gate<[settled: readonly Settled[]]>
}
export interface Online {
  readonly bound: Bound
  readonly visibility: Visibility
}

export function createGates(onError: (error: unknown) => void): Gates {
  return { stanzas: new Gate(onError), settled: new Gate(onError) }
}

const hungUp = () => new NetworkError('unreachable', 'The server closed the connection.')

/** From the moment the stream is up to its end. `onOnline` is called once everything is up to date. Never rejects. */
export async function live(life: Life, onOnline: (online: Online) => void): Promise<Ended> {
  const { stream, stop, gates } = life
  const broken = Promise.withResolvers<never>()
  const bound = bind(life, broken.reject)
  const visibility = new Visibility(bound)
  const online = { bound, visibility }
  let wasOnline = false
  gates.settled.open((settled) => bound.journal.note(arrived(bound.me, settled)))
  const begin = async () => {
    await learn(bound)
    gates.stanzas.open((stanza, count) => receive(bound, stanza, count))
    bound.account.state('syncing')
    await start(bound, visibility)
    wasOnline = true
    onOnline(online)
    if (!stream.resumed) await learnOwnName(bound)
  }
  begin().catch(broken.reject)
  try {
    const error = await Promise.race([stream.ended, aborted(stop), broken.promise])
    if (!stop.aborted) return { why: 'lost', error: error ?? hungUp(), wasOnline }
    await signOff(bound, stop)
    return { why: 'stopped' }
  } catch (error) {
    return stop.aborted ? { why: 'stopped' } : { why: 'lost', error: toNetworkError(error), wasOnline }
  } finally {
    visibility.end()
    stream.abandon()
    await bound.journal.end(hungUp())
  }
}

function bind({ account, stream, checkpoint }: Life, fail: (error: NetworkError) => void): Bound {
  const me = settingsOf(account.settings).jid
  const journal = new Journal({ account, stream, checkpoint, fail })
  const roster = new Roster()
  return {
    account,
    me,
    born: randomBytes(12).toString('base64url'),
    stream,
    journal,
    roster,
    presences: new Presences(),
    archive: new Archive(me, stream),
    avatars: new Avatars({ me, stream, journal, roster, log: (event, detail) => account.log(event, detail) }),
    met: new Set(),
    archived: false,
    caughtUp: false,
    own: null,
  }
}

/** Parley restarts, so the stream stays resumable; unless the account was switched off or removed: then the others see us leave. */
async function signOff(bound: Bound, stop: AbortSignal): Promise<void> {
  await Promise.race([bound.journal.stored([]), bound.stream.ended])
  if (stop.reason === 'off') await bound.stream.close()
}

function aborted(stop: AbortSignal): Promise<null> {
  return new Promise((resolve) => {
    if (stop.aborted) resolve(null)
    stop.addEventListener('abort', () => resolve(null), { once: true })
  })
}

export function toNetworkError(error: unknown): NetworkError {
  return error instanceof NetworkError ? error : new NetworkError('bug', 'Something went wrong in Parley.', { cause: error })
}
