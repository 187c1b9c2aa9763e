import type { Element } from './element.ts'

/** The element as XML text. `inherited` is the default namespace that is in force where it is written. */
export function serialize(element: Element, inherited: string): string {
  const { name, xmlns, attrs, children } = element
  let text = xmlns === inherited ? `<${name}` : `<${name} xmlns="${escapeAttribute(xmlns)}"`
  for (const key in attrs) text += ` ${key}="${escapeAttribute(attrs[key] ?? '')}"`
  if (children.length === 0) return `${text}/>`
  text += '>'
  for (const item of children) text += typeof item === 'string' ? escapeText(item) : serialize(item, xmlns)
  return `${text}</${name}>`
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\r': '&#13;',
  '\n': '&#10;',
  '\t': '&#9;',
}
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that XML 1.0 has no way to write
const unwritable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g
const entityOf = (character: string) => entities[character] ?? ''

/** A pasted control character would make the server end the stream, again after every resume: it is left out. */
function writable(text: string): string {
  return text.toWellFormed().replace(unwritable, '')
}

export function escapeText(text: string): string {
  return writable(text).replace(/[&<>\r]/g, entityOf)
}

/** Line ends and tabs too: a parser makes them spaces otherwise. */
export function escapeAttribute(text: string): string {
  return writable(text).replace(/[&<>"\r\n\t]/g, entityOf)
}
