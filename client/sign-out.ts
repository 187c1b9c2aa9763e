import type { Ask } from './connection.ts'

/** False when the server could not be told: then the session lives on, and the page must not pretend otherwise. */
export async function signOut(ask: Ask, { url = '', token }: { url?: string; token?: string | null }): Promise<boolean> {
  return token ? revokeCurrent(ask) : forgetCookie(url)
}

async function revokeCurrent(ask: Ask): Promise<boolean> {
  const sessions = await ask('session.list', {})
  const current = sessions.ok ? sessions.result.find((session) => session.current) : undefined
  return current ? (await ask('session.revoke', { session: current.id })).ok : false
}

async function forgetCookie(url: string): Promise<boolean> {
  const headers = { 'content-type': 'application/json' }
  const answer = await fetch(`${url}/api/sign-out`, { method: 'POST', credentials: 'include', headers, body: '{}' }).catch(() => null)
  return answer?.ok ?? false
}
