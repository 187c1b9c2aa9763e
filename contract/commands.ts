import { z } from 'zod'
import { BrowserSession, Member, Message, Person, Role, RoomListing, Settings, Show } from './entities.ts'
import { loginName } from './http.ts'
import { AccountId, ContactId, ConversationId, FeedName, InviteId, LoginId, MessageId, PersonId, SessionId } from './ids.ts'
import { limits } from './limits.ts'
import { LoginStep } from './login.ts'
import { nameOfAtMost } from './names.ts'
import { Pulled, Snapshot } from './sync.ts'

const nothing = z.strictObject({})
const done = z.null()
const name = nameOfAtMost(limits.nameLength)
const text = z
  .string()
  .min(1)
  .refine((value) => new TextEncoder().encode(value).length <= limits.textBytes, 'too long')
const groups = z.array(name).max(limits.groups)
const emoji = z.string().min(1).max(32)
const invite = z.object({
  id: InviteId,
  url: z.string(),
  conversation: ConversationId.nullable(),
  title: z.string(),
  createdAt: z.int(),
  expiresAt: z.int().nullable(),
  uses: z.int(),
})
const command = <In extends z.ZodType, Out extends z.ZodType>(input: In, output: Out) => ({ input, output })

/**
 * Everything a browser can ask of the server, by name: one acknowledged request each.
 * Both socket.io maps, the validation and the bad-input test are derived from this table.
 */
export const commands = {
  'sync.snapshot': command(nothing, Snapshot),
  'sync.pull': command(z.strictObject({ feed: FeedName, from: z.int().nonnegative() }), Pulled),

  'me.update': command(z.strictObject({ name: name.optional(), settings: Settings.partial().strict().optional() }), done),
  /** A guest takes a login and a password and keeps everything. */
  'me.keep': command(
    z.strictObject({ login: loginName, password: z.string().min(limits.passwordMinimum).max(limits.passwordLength) }),
    done,
  ),
  'presence.set': command(z.strictObject({ show: Show, status: z.string().max(limits.statusLength) }), done),
  /** Said by each tab: no input for `limits.idleMs`, or input again. */
  'presence.idle': command(z.strictObject({ idle: z.boolean() }), done),
  'session.list': command(nothing, z.array(BrowserSession)),
  'session.revoke': command(z.strictObject({ session: SessionId }), done),

  /** `account`: sign in again to this one instead of linking a new one. */
  'login.start': command(
    z.strictObject({ network: name, flow: name, account: AccountId.optional() }),
    z.object({ login: LoginId, step: LoginStep }),
  ),
  'login.next': command(
    z.strictObject({ login: LoginId, answers: z.record(z.string().max(64), z.string().max(4096)) }),
    z.object({ step: LoginStep }),
  ),
  'login.cancel': command(z.strictObject({ login: LoginId }), done),
  'account.enable': command(z.strictObject({ account: AccountId, on: z.boolean() }), done),
  /** Connect now instead of when the wait is over. */
  'account.retry': command(z.strictObject({ account: AccountId }), done),
  'account.remove': command(z.strictObject({ account: AccountId }), done),

  'contact.add': command(z.strictObject({ account: AccountId, address: name, name: name.optional() }), done),
  'contact.find': command(z.strictObject({ account: AccountId, text: name }), z.array(Person)),
  'contact.answer': command(z.strictObject({ contact: ContactId, accept: z.boolean() }), done),
  'contact.update': command(z.strictObject({ contact: ContactId, name, groups }), done),
  'contact.block': command(z.strictObject({ contact: ContactId, on: z.boolean() }), done),
  'contact.remove': command(z.strictObject({ contact: ContactId }), done),

  /** Opens the direct chat with an address, making it if there was none. */
  'conversation.start': command(z.strictObject({ account: AccountId, address: name }), z.object({ conversation: ConversationId })),
  'conversation.set': command(
    z.strictObject({
      conversation: ConversationId,
      muted: z.boolean().optional(),
      pinned: z.boolean().optional(),
      archived: z.boolean().optional(),
    }),
    done,
  ),
  'conversation.draft': command(z.strictObject({ conversation: ConversationId, text: z.string().max(limits.draftBytes) }), done),
  /** This user has got (`delivered`) or read everything up to this message. Never moves back. */
  'conversation.receipt': command(
    z.strictObject({ conversation: ConversationId, message: MessageId, kind: z.enum(['delivered', 'read']) }),
    done,
  ),
  'conversation.typing': command(z.strictObject({ conversation: ConversationId, on: z.boolean() }), done),

  'room.list': command(
    z.strictObject({ account: AccountId, search: z.string().max(limits.nameLength), after: z.string().max(1024).optional() }),
    z.object({ rooms: z.array(RoomListing), next: z.string().nullable() }),
  ),
  'room.join': command(
    z.strictObject({ account: AccountId, address: name, password: z.string().max(limits.passwordLength).optional() }),
    z.object({ conversation: ConversationId }),
  ),
  'room.create': command(
    z.strictObject({
      account: AccountId,
      name,
      public: z.boolean(),
      topic: z.string().max(limits.topicLength).optional(),
      contacts: z.array(ContactId).max(limits.people),
    }),
    z.object({ conversation: ConversationId }),
  ),
  'room.leave': command(z.strictObject({ conversation: ConversationId }), done),
  'room.update': command(
    z.strictObject({
      conversation: ConversationId,
      title: name.optional(),
      topic: z.string().max(limits.topicLength).optional(),
      public: z.boolean().optional(),
    }),
    done,
  ),
  'room.invite': command(z.strictObject({ conversation: ConversationId, contact: ContactId }), done),
  /** Accept or decline an invitation: the conversation's state is `invited`. */
  'room.answer': command(z.strictObject({ conversation: ConversationId, accept: z.boolean() }), done),
  'room.members': command(z.strictObject({ conversation: ConversationId }), z.array(Member)),
  'room.role': command(z.strictObject({ conversation: ConversationId, person: PersonId, role: Role }), done),
  'room.kick': command(z.strictObject({ conversation: ConversationId, person: PersonId }), done),
  'room.ban': command(z.strictObject({ conversation: ConversationId, person: PersonId, on: z.boolean() }), done),

  /** Oldest first. Without `before` the newest ones. `start`: there is nothing older. */
  'message.page': command(
    z.strictObject({ conversation: ConversationId, before: MessageId.optional(), limit: z.int().min(1).max(limits.pageSize) }),
    z.object({ messages: z.array(z.object({ rev: z.int(), entity: Message })), start: z.boolean() }),
  ),
  'message.send': command(
    z.strictObject({ id: MessageId, conversation: ConversationId, text, replyTo: MessageId.optional() }),
    z.object({ rev: z.int(), entity: Message }),
  ),
  /** Sends a failed or unsure message again, at the person's own risk. */
  'message.retry': command(z.strictObject({ message: MessageId }), done),
  /** Takes back a message that did not go out. */
  'message.discard': command(z.strictObject({ message: MessageId }), done),
  'message.edit': command(z.strictObject({ message: MessageId, text }), done),
  'message.delete': command(z.strictObject({ message: MessageId }), done),
  'message.react': command(z.strictObject({ message: MessageId, emoji, on: z.boolean() }), done),

  /** `conversation`: a link into this room; without: a link to chat with this user. `forMs`: how long it works. */
  'invite.create': command(
    z.strictObject({
      conversation: ConversationId.optional(),
      forMs: z
        .int()
        .positive()
        .max(366 * 86_400_000)
        .optional(),
    }),
    invite,
  ),
  'invite.list': command(nothing, z.array(invite)),
  'invite.revoke': command(z.strictObject({ invite: InviteId }), done),
  'invite.accept': command(z.strictObject({ code: z.string().min(1).max(64) }), z.object({ conversation: ConversationId })),
} as const

export type Commands = typeof commands
export type CommandName = keyof Commands
/** What the browser passes. */
export type Input<Name extends CommandName> = z.input<Commands[Name]['input']>
/** What a handler gets after validation. */
export type Parsed<Name extends CommandName> = z.output<Commands[Name]['input']>
export type Output<Name extends CommandName> = z.output<Commands[Name]['output']>
