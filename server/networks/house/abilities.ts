import type { Abilities } from '../../../contract/abilities.ts'
import { limits } from '../../../contract/limits.ts'

/** History is `all` without a facet: what a shared network says is kept by the store itself (N16). */
export const abilities: Abilities = {
  textBytes: limits.textBytes,
  format: 'inline',
  confirms: 'answer',
  safeResend: true,
  history: 'all',
  contacts: 'network',
  contactRequests: 'native',
  groups: 'native',
  block: 'native',
  find: 'native',
  presence: 'native',
  invisible: 'native',
  typing: 'native',
  receipts: 'native',
  edits: 'native',
  deletes: 'native',
  reactions: 'native',
  replies: 'native',
  rooms: 'native',
  roomList: 'native',
  roomCreate: 'native',
  moderation: 'native',
  invites: 'native',
  files: 'none',
  fileBytes: 0,
  calls: 'none',
}
