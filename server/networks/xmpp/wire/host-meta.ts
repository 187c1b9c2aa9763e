import { z } from 'zod'
import type { Element } from './element.ts'
import { StreamParser } from './parser.ts'

const relation = 'urn:xmpp:alt-connections:websocket'
const Json = z.object({ links: z.array(z.object({ rel: z.string(), href: z.string().optional() })) })

/** The encrypted WebSocket URLs in a domain's host-meta file, JSON or XML (XEP-0156, RFC 6415). Throws if it is neither. */
export function parseHostMeta(body: Buffer): string[] {
  const text = body.toString()
  const links = /^\s*\{/.test(text) ? Json.parse(JSON.parse(text)).links : xmlLinks(text)
  return links.flatMap(({ rel, href }) => (rel === relation && href && URL.parse(href)?.protocol === 'wss:' ? [href] : []))
}

function xmlLinks(text: string): { rel?: string | undefined; href?: string | undefined }[] {
  const links: Element[] = []
  const parser = new StreamParser({ opened: () => {}, element: (element) => links.push(element), closed: () => {} })
  parser.write(text)
  return links.filter(({ name }) => name === 'Link').map(({ attrs }) => ({ rel: attrs.rel, href: attrs.href }))
}
