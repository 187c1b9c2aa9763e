import type { Answer } from '../../contract/errors.ts'
import type { InviteInfo, RequestBody, RequestPath, ServerInfo, SignedIn } from '../../contract/http.ts'

export type EntryPath = Exclude<RequestPath, '/api/sign-out'>

/** Nothing came back that we understand: no network, or something in between answered instead of the server. */
const unreachable: Answer<never> = { ok: false, error: { code: 'offline', message: '' } }

/** A way in. Never rejects. */
export const enter = <Path extends EntryPath>(path: Path, body: RequestBody<Path>): Promise<Answer<SignedIn>> =>
  ask(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })

export const readServer = (): Promise<Answer<ServerInfo>> => ask('/api/server')
export const readInvite = (code: string): Promise<Answer<InviteInfo>> => ask(`/api/invite/${encodeURIComponent(code)}`)

async function ask<Result>(path: string, init?: RequestInit): Promise<Answer<Result>> {
  try {
    const response = await fetch(path, init)
    const answer: unknown = await response.json()
    return isAnswer(answer) ? (answer as Answer<Result>) : unreachable
  } catch {
    return unreachable
  }
}

const isAnswer = (value: unknown): boolean => typeof value === 'object' && value !== null && 'ok' in value
