import { z } from 'zod'
import { limits, loginPattern } from './limits.ts'
import { nameOfAtMost } from './names.ts'

/** What a user signs in with and others find him by on this server. */
export const loginName = z.string().trim().toLowerCase().regex(loginPattern)
const password = z.string().min(limits.passwordMinimum).max(limits.passwordLength)
const displayName = nameOfAtMost(64)
const code = z.string().min(1).max(64)

/**
 * The few things that are asked over HTTP, before there is a session. JSON in, `Answer` out.
 * A success sets the session cookie; `token` is the same session for a socket that cannot use cookies.
 */
export const requests = {
  '/api/sign-in': z.strictObject({ login: z.string().trim().toLowerCase().max(64), password: z.string().max(limits.passwordLength) }),
  '/api/sign-up': z.strictObject({ login: loginName, password, name: displayName, invite: code.optional() }),
  '/api/guest': z.strictObject({ name: displayName.optional(), invite: code.optional() }),
  /** The one-time link that `npm start` prints: makes the first person admin. */
  '/api/claim': z.strictObject({ token: code, login: loginName, password, name: displayName }),
  '/api/sign-out': z.strictObject({}),
} as const
export type RequestPath = keyof typeof requests
export type RequestBody<Path extends RequestPath> = z.input<(typeof requests)[Path]>

export const SignedIn = z.object({ token: z.string(), /** Where an invite leads. */ conversation: z.uuid().nullable() })
export type SignedIn = z.infer<typeof SignedIn>

/** GET /api/invite/CODE: what a link is for, shown before anything is asked. */
export const InviteInfo = z.object({ from: z.string(), room: z.string().nullable() })
export type InviteInfo = z.infer<typeof InviteInfo>

/** GET /api/server: what the sign-in page must know. */
export const ServerInfo = z.object({ guests: z.boolean(), signUp: z.enum(['open', 'invite', 'closed']), claimed: z.boolean() })
export type ServerInfo = z.infer<typeof ServerInfo>
