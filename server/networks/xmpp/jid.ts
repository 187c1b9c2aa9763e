/** An XMPP address (RFC 7622), as far as a client must understand it. */
export interface Jid {
  /** Empty for a server. */
  readonly local: string
  readonly domain: string
  readonly resource: string
}

/** What RFC 7622 §3.3.1 keeps out of the part before the @, and what no part may contain: nothing that hides or turns the direction of text. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const badLocal = /["&'/:<>@\s\u0000-\u001f\u007f\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff]/
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const badDomain = /["&'/?#<>@\\\s\u0000-\u001f\u007f\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff]/
const partBytes = 1023

/** Null when it is no address. Case and Unicode form are evened out, so that equal addresses are equal strings. */
export function parseJid(text: string): Jid | null {
  const slash = text.indexOf('/')
  const bare = slash === -1 ? text : text.slice(0, slash)
  const resource = slash === -1 ? '' : text.slice(slash + 1)
  const at = bare.indexOf('@')
  const local = even(at === -1 ? '' : bare.slice(0, at))
  const domain = even(bare.slice(at + 1)).replace(/\.$/, '')
  if (at === 0 || domain === '' || badLocal.test(local) || badDomain.test(domain)) return null
  if ([local, domain, resource].some((part) => Buffer.byteLength(part) > partBytes)) return null
  return { local, domain, resource }
}

/** The address without the device, evened out; null when it is no address or missing. */
export function bareJid(text: string | undefined): string | null {
  const jid = text === undefined ? null : parseJid(text)
  if (jid === null) return null
  return jid.local === '' ? jid.domain : `${jid.local}@${jid.domain}`
}

export function resourceOf(text: string): string {
  const slash = text.indexOf('/')
  return slash === -1 ? '' : text.slice(slash + 1)
}

/** How somebody is called of whom nothing but the address is known. */
export function nameOf(bare: string): string {
  const at = bare.indexOf('@')
  return at > 0 ? bare.slice(0, at) : bare
}

function even(part: string): string {
  return part.normalize('NFC').toLowerCase()
}
