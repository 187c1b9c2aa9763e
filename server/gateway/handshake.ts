import { protocol } from '../../contract/limits.ts'
import { Hello } from '../../contract/sync.ts'
import type { Log } from '../core/log.ts'
import type { Sessions } from '../core/people/sessions.ts'
import type { Cookies } from './cookies.ts'
import type { Arrival, Line } from './wire.ts'

interface Doorkeeper {
  readonly sessions: Sessions
  readonly cookies: Cookies
  readonly log: Log
}

/** Finds out who connects. Those who may not come in are let in just far enough to be told why (S18). */
export function createHandshake({ sessions, cookies, log }: Doorkeeper) {
  const arrive = async (line: Line): Promise<Arrival> => {
    const hello = Hello.parse(line.handshake.auth)
    if (hello.protocol !== protocol) return { is: 'turned-away', why: 'update' }
    const token = hello.token ?? cookies.read(line.request)
    const signed = token ? await sessions.find(token) : null
    return signed ? { is: 'known', signed, cursors: hello.cursors } : { is: 'turned-away', why: 'signed-out' }
  }
  return (line: Line, next: (error?: Error) => void): void => {
    const welcome = (arrival: Arrival) => {
      line.data.arrival = arrival
      next()
    }
    arrive(line).then(welcome, (error: unknown) => {
      log.warn({ err: error }, 'handshake failed')
      // Hung up without a word, so that the browser tries again by itself.
      line.conn.close()
    })
  }
}
