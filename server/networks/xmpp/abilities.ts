import type { Abilities } from '../../../contract/abilities.ts'

export const abilities: Abilities = {
  // Escaped it may grow fivefold, and servers commonly end the connection at 256 KiB.
  textBytes: 32 * 1024,
  format: 'plain',
  confirms: 'answer',
  // The same origin id twice is two messages to most clients.
  safeResend: false,
  history: 'none',
  contacts: 'network',
  contactRequests: 'native',
  groups: 'native',
  block: 'native',
  find: 'none',
  presence: 'native',
  // Nobody is told that we are there; the network itself has no such thing in common use (XEP-0186 is deferred).
  invisible: 'fallback',
  typing: 'native',
  receipts: 'native',
  edits: 'native',
  deletes: 'native',
  reactions: 'native',
  replies: 'native',
  rooms: 'none',
  roomList: 'none',
  roomCreate: 'none',
  moderation: 'none',
  invites: 'none',
  files: 'none',
  fileBytes: 0,
  calls: 'none',
}
