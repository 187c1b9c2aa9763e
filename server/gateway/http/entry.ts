import { v7 as uuid } from 'uuid'
import type { z } from 'zod'
import { Refused } from '../../../contract/errors.ts'
import type { RequestPath, requests, ServerInfo, SignedIn } from '../../../contract/http.ts'
import type { Handlers, Parts } from '../../core/commands/parts.ts'
import type { Claim } from '../../core/people/claim.ts'
import { newGuest, newUser } from '../../core/people/register.ts'
import type { NewUser } from '../../db/store.ts'
import type { Throttle } from '../throttle.ts'

export interface EntryParts extends Pick<Parts, 'store' | 'engine' | 'sessions' | 'passwords' | 'home' | 'log' | 'now'> {
  readonly accept: Handlers['invite.accept']
  readonly throttle: Throttle
  readonly claim: Claim
  readonly signUp: ServerInfo['signUp']
  readonly guests: boolean
}

/** Where a request comes from. */
export interface From {
  readonly address: string
  readonly agent: string
}
export type EntryPath = Exclude<RequestPath, '/api/sign-out'>
/** One way in: makes a browser session, or says no. */
export type Door<Path extends EntryPath> = (body: z.output<(typeof requests)[Path]>, from: From) => Promise<SignedIn>

export const createEntry = (parts: EntryParts): { readonly [Path in EntryPath]: Door<Path> } => ({
  '/api/sign-in': (body, from) => signIn(parts, body, from),
  '/api/sign-up': async ({ login, password, name, invite }, from) => {
    if (parts.signUp === 'closed') throw new Refused('forbidden', 'New accounts are made by the administrator here.')
    if (parts.signUp === 'invite' && !invite) throw new Refused('forbidden', 'You need an invite link to sign up here.')
    await demandInvite(parts, invite)
    const user = await register(parts, { login, password, name, admin: false })
    return letIn(parts, user, { ...from, invite })
  },
  '/api/guest': async ({ name, invite }, from) => {
    if (!parts.guests) throw new Refused('forbidden', 'This server takes no guests.')
    await demandInvite(parts, invite)
    const user = newGuest({ name, network: parts.home.id, at: parts.now() })
    await parts.store.users.add(user)
    return letIn(parts, user, { ...from, invite })
  },
  '/api/claim': ({ token, login, password, name }, from) =>
    parts.claim.use(token, async () => letIn(parts, await register(parts, { login, password, name, admin: true }), from)),
})

async function signIn({ store, passwords, sessions, throttle }: EntryParts, body: z.output<(typeof requests)['/api/sign-in']>, from: From) {
  await throttle.signIn(from.address, body.login)
  const found = await store.users.byLogin({ login: body.login })
  const fits = await passwords.fits(body.password, found?.passwordHash ?? null)
  // One sentence for both: whoever guesses must not learn which logins exist.
  if (!found || !fits) throw new Refused('credentials', 'The login or the password is wrong.')
  await throttle.signedIn(from.address, body.login)
  const { token } = await sessions.open(found.user, from.agent)
  return { token, conversation: null }
}

interface Newcomer {
  readonly login: string
  readonly password: string
  readonly name: string
  readonly admin: boolean
}

async function register({ store, passwords, home, now }: EntryParts, { password, ...who }: Newcomer): Promise<NewUser> {
  const user = newUser({ ...who, passwordHash: await passwords.hash(password), network: home.id, at: now() })
  await store.users.add(user)
  return user
}

/** Before anything is made: a link that does not work should not leave an account behind. */
async function demandInvite({ store, now }: EntryParts, code: string | undefined): Promise<void> {
  if (code === undefined || (await store.invites.get({ code, at: now() }))) return
  throw new Refused('not-found', 'This link does not work any more. Ask for a new one.')
}

async function letIn(
  parts: EntryParts,
  user: NewUser,
  { agent, invite }: From & { readonly invite?: string | undefined },
): Promise<SignedIn> {
  const { session, token } = await parts.sessions.open(user.id, agent)
  if (invite === undefined) return { token, conversation: null }
  const socket = uuid()
  // The invite is carried out by the newcomer's own session, which sleeps as long as no browser is there.
  parts.engine.attach(user.id, socket)
  try {
    const { conversation } = await parts.accept({ user: user.id, session, socket }, { code: invite })
    return { token, conversation }
  } catch (error) {
    parts.log.warn({ user: user.id, err: error }, 'invite not carried out')
    return { token, conversation: null }
  } finally {
    parts.engine.detach(user.id, socket)
  }
}
