import type { Conversation, Me, Role } from '../../contract/entities.ts'
import { Refused } from '../../contract/errors.ts'
import type { ServerInfo } from '../../contract/http.ts'
import type { MessageTarget } from '../db/store.ts'

/** What each action is about. */
export interface Subjects {
  /** A guest takes a login: he came without an invite, as far as anybody can tell by then. */
  'login.take': Pick<ServerInfo, 'signUp'>
  'account.link': null
  'conversation.write': Pick<Conversation, 'state'>
  'message.edit': Pick<MessageTarget, 'mine' | 'deleted' | 'state'>
  /** `shared`: the network is this server's own, so that a room's roles are ours to judge. */
  'message.delete': Pick<MessageTarget, 'mine' | 'deleted' | 'state' | 'role'> & { readonly shared: boolean }
  'message.react': Pick<MessageTarget, 'deleted' | 'state'>
  'room.moderate': { readonly role: Role }
}
export type Action = keyof Subjects
type User = Pick<Me, 'guest'>

const leads = (role: Role) => role === 'owner' || role === 'admin'
const stands = (message: Pick<MessageTarget, 'deleted' | 'state'>) => message.state === 'sent' && !message.deleted

const rules: { readonly [Each in Action]: (user: User, subject: Subjects[Each]) => boolean } = {
  'login.take': (_, { signUp }) => signUp === 'open',
  'account.link': (user) => !user.guest,
  'conversation.write': (_, { state }) => state === 'joined',
  'message.edit': (_, message) => message.mine && stands(message),
  'message.delete': (_, message) => stands(message) && (message.mine || (message.shared && leads(message.role))),
  'message.react': (_, message) => stands(message),
  'room.moderate': (_, { role }) => leads(role),
}

const sentences: { readonly [Each in Action]: string } = {
  'login.take': 'This server does not let everybody make a login. Ask whoever runs it.',
  'account.link': 'Guests cannot link other accounts. Take a login first: everything you have stays.',
  'conversation.write': 'You are not in this conversation.',
  'message.edit': 'Only your own messages can be edited, once they have been sent.',
  'message.delete': 'This message is not yours to delete.',
  'message.react': 'This message cannot be reacted to.',
  'room.moderate': 'Only owners and admins of the room may do this.',
}

/** The one place that says who may do what. Pure. */
export function can<Name extends Action>(user: User, action: Name, subject: Subjects[Name]): boolean {
  return rules[action](user, subject)
}

/** Refused `forbidden`, with the reason in words, for what `can` denies. */
export function demand<Name extends Action>(user: User, action: Name, subject: Subjects[Name]): void {
  if (!can(user, action, subject)) throw new Refused('forbidden', sentences[action])
}
