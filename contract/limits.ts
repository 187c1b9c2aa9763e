/** Numbers that browser and server must agree on. No import: the browser bundles this file. */

/** Raised when browser and server of different releases can no longer talk; the server then says `goodbye update`. */
export const protocol = 1

/** What a user signs in with and others find him by on this server. */
export const loginPattern = /^[a-z0-9][a-z0-9._-]{1,63}$/

export const limits = {
  /** Longest message the core takes, in UTF-8 bytes; a network may allow less. */
  textBytes: 64 * 1024,
  /** Longest name, title, address or group, in UTF-16 units. */
  nameLength: 256,
  topicLength: 2048,
  statusLength: 256,
  draftBytes: 64 * 1024,
  passwordLength: 1024,
  passwordMinimum: 8,
  /** Most messages a page may ask for. */
  pageSize: 100,
  /** Most people one command may name. */
  people: 100,
  groups: 32,
  /** Rooms with more members have a feed of their own (S5). */
  fannedOut: 200,
  /** A command that was not answered after this many ms counts as not answered. */
  answerMs: 15_000,
  /** Without input in any tab for this many ms a user is shown as away. */
  idleMs: 5 * 60_000,
  /** Someone who stops typing is shown as typing for this many ms at most. */
  typingMs: 8_000,
} as const
