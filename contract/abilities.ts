import { z } from 'zod'

/** `native`: the network carries it. `fallback`: Parley imitates it in text or keeps it for itself. `none`: no button is drawn. */
const Support = z.enum(['native', 'fallback', 'none'])

/** What a network, or one conversation on it, can do. Plain data: the browser draws its buttons from it and knows no network. */
export const Abilities = z.object({
  /** Longest message the network takes, in UTF-8 bytes; the composer counts down to it. */
  textBytes: z.int().positive(),
  format: z.enum(['plain', 'inline', 'rich']),
  /** How we learn that a message went out: the server answers, reflects it, or stays silent. */
  confirms: z.enum(['answer', 'echo', 'nothing']),
  /** The same message id sent twice makes one message. Decides whether an unsure send may be repeated without asking. */
  safeResend: z.boolean(),
  history: z.enum(['all', 'since-join', 'none']),
  /** Where the contact list lives. */
  contacts: z.enum(['network', 'local', 'none']),
  contactRequests: Support,
  groups: Support,
  block: Support,
  /** People can be looked up by name. */
  find: Support,
  presence: Support,
  invisible: Support,
  typing: Support,
  receipts: Support,
  edits: Support,
  deletes: Support,
  reactions: Support,
  replies: Support,
  rooms: Support,
  /** A public directory of rooms can be searched. */
  roomList: Support,
  /** Rooms can be made. */
  roomCreate: Support,
  /** Roles can be given, people removed and banned. */
  moderation: Support,
  invites: Support,
  files: Support,
  fileBytes: z.int().nonnegative(),
  calls: z.enum(['none', 'audio', 'video']),
})
export type Abilities = z.infer<typeof Abilities>
