import type { IncomingMessage } from 'node:http'
import { sessionMs } from '../core/people/sessions.ts'

/** The session cookie: out of reach of scripts, not sent along from other sites' forms. */
export interface Cookies {
  read(request: IncomingMessage): string | null
  /** The value of a Set-Cookie header. */
  write(token: string): string
  readonly clear: string
}

/** With https the `__Host-` prefix makes the browser refuse cookies that another host of the domain has planted. */
export function createCookies({ secure }: { secure: boolean }): Cookies {
  const name = secure ? '__Host-parley_session' : 'parley_session'
  const manner = `Path=/; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`
  return {
    read: ({ headers }) => {
      const found = headers.cookie?.split(';').find((part) => part.trim().startsWith(`${name}=`))
      return found?.slice(found.indexOf('=') + 1).trim() || null
    },
    write: (token) => `${name}=${token}; ${manner}; Max-Age=${sessionMs / 1000}`,
    clear: `${name}=; ${manner}; Max-Age=0`,
  }
}
