import type { Service } from '../network.ts'

/** What is kept of an account besides the password. Text, because that is what settings are. */
export interface Settings {
  readonly jid: string
  /** Dialled instead of what DNS says. */
  readonly host?: string
  readonly port?: string
}

export function settingsOf(stored: Readonly<Record<string, string>>): Settings {
  const { jid = '', host, port } = stored
  return { jid, ...(host ? { host } : {}), ...(port ? { port } : {}) }
}

/** Ports that are by custom TLS from the first byte (XEP-0368). */
const directPorts: readonly string[] = ['443', '5223']

/** The admin's definition for this domain; else the host that the person gave, which may only be a public one. */
export function serviceFor(settings: Settings, services: readonly Service[]): Service | undefined {
  const domain = settings.jid.slice(settings.jid.indexOf('@') + 1)
  const defined = services.find((service) => service.network === 'xmpp' && service.domain === domain)
  if (defined || !(settings.host || settings.port)) return defined
  const { host = domain, port = '5222' } = settings
  return {
    id: 'own',
    network: 'xmpp',
    domain,
    host,
    port: Number(port),
    tls: directPorts.includes(port) ? 'direct' : 'starttls',
    allowPrivate: false,
  }
}
