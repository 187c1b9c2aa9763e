import { v7 as uuid } from 'uuid'
import type { Output } from '../../../contract/commands.ts'
import { Refused } from '../../../contract/errors.ts'
import { type ConversationId, InviteId, type UserId } from '../../../contract/ids.ts'
import type { Invite } from '../../db/store.ts'
import type { PersonKey } from '../../networks/network.ts'
import { newInviteCode } from '../people/tokens.ts'
import { demand } from '../policy.ts'
import type { Caller, Parts, Topic } from './parts.ts'
import { facet, needAbility, online, reachRoom } from './reach.ts'

/** Links of one user that work at the same time. */
const most = 200

export const inviteCommands: Topic<'invite'> = (parts) => ({
  'invite.create': async (caller, { conversation = null, forMs }) => {
    const { user } = caller
    if (conversation) await demandInvitable(parts, caller, conversation)
    const at = parts.now()
    if ((await parts.store.invites.of({ user, at })).length >= most)
      throw new Refused('throttled', `You have ${most} links already. Please revoke some.`)
    const expiresAt = forMs === undefined ? null : at + forMs
    const made = { id: InviteId.parse(uuid()), code: newInviteCode(), user, conversation, at, expiresAt }
    return show(parts, await parts.store.invites.add(made))
  },
  'invite.list': async ({ user }) => (await parts.store.invites.of({ user, at: parts.now() })).map((invite) => show(parts, invite)),
  'invite.revoke': async ({ user }, { invite }) => {
    await parts.store.invites.revoke({ user, invite })
    return null
  },
  'invite.accept': async (caller, { code }) => {
    const invite = await parts.store.invites.get({ code, at: parts.now() })
    if (!invite) throw new Refused('not-found', 'This link does not work any more. Ask for a new one.')
    if (invite.user === caller.user && !invite.conversation)
      throw new Refused('conflict', 'This is your own link. Send it to somebody else.')
    const account = await homeAccount(parts, caller.user)
    const session = await online(parts, caller.user, { account, network: parts.home })
    const key = await facet(session.invites, parts.home).accept(keyOf(invite.user), invite.conversationKey)
    await parts.store.invites.used({ invite: invite.id })
    return { conversation: await parts.store.conversations.byKey({ account, key }) }
  },
})

/** On the home network a person's key is the user's id (see `NewUser`). */
const keyOf = (user: UserId) => user as string as PersonKey

async function demandInvitable(parts: Parts, caller: Caller, conversation: ConversationId): Promise<void> {
  const place = await reachRoom(parts, caller, conversation)
  if (place.network !== parts.home) throw new Refused('unsupported', 'Links can only lead into rooms of this server.')
  needAbility(place, 'invites')
  demand(await parts.store.users.get({ user: caller.user }), 'conversation.write', place)
}

async function homeAccount({ store, home }: Parts, user: UserId) {
  const account = (await store.accounts.of({ user })).find(({ network }) => network === home.id)
  if (!account) throw new Refused('not-found', 'You have no account on this server.')
  return account.id
}

const show = ({ url }: Parts, { id, code, conversation, title, createdAt, expiresAt, uses }: Invite): Output<'invite.create'> => ({
  id,
  url: `${url}/invite/${code}`,
  conversation,
  title,
  createdAt,
  expiresAt,
  uses,
})
