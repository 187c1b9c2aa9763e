import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { layCable } from './cable.ts'
import { type Certificates, makeCertificates } from './certificates.ts'
import { freePorts } from './ports.ts'
import { type Program, startProgram } from './program.ts'

const run = promisify(execFile)
const domain = 'xmpp.test'

/** A service definition as an admin would write it. */
export interface ProsodyService {
  readonly id: string
  readonly network: 'xmpp'
  readonly domain: string
  readonly host: string
  readonly port: number
  readonly tls: 'starttls' | 'direct' | 'none'
  readonly url?: string
  readonly allowPrivate: true
  readonly ca: string
}

/** A real XMPP server for xmpp.test on 127.0.0.1; clients reach it through cables that can be cut. */
export interface Prosody {
  readonly domain: string
  readonly c2sPort: number
  /** The same without a cable: who comes in here notices nothing of a cut. */
  readonly wiredPort: number
  readonly tlsPort: number
  /** RFC 7395, plain HTTP. */
  readonly wsUrl: string
  readonly httpUrl: string
  readonly caPem: string
  /** How to reach it by STARTTLS. */
  readonly service: ProsodyService
  /** The same by direct TLS, and by WebSocket. */
  readonly directService: ProsodyService
  readonly webSocketService: ProsodyService
  register(user: string, password: string): Promise<void>
  /** Deletes the account behind the back of whoever is signed in to it. */
  unregister(user: string): Promise<void>
  /** Clients lose their connections and get none, until `mend`; the server stays up. */
  cut(): void
  /** Nothing comes through any more and nobody is told, until `mend`: new connections hang as well. */
  stall(): void
  mend(): void
  /** Stopped in good order and started again on the same ports and data. */
  restart(): Promise<void>
  /** Dies at once; `restart` brings it back. */
  kill(): Promise<void>
  /** Gone for good, with its folder. */
  stop(): Promise<void>
}

interface Ports {
  readonly c2s: number
  readonly tls: number
  readonly http: number
  readonly https: number
  /** Where clients reach `http`. */
  readonly httpCable: number
}

/** `extra`: further global lines of Prosody's configuration. */
export async function startProsody(options: { extra?: string } = {}): Promise<Prosody> {
  const folder = await mkdtemp(join(tmpdir(), 'parley-prosody-'))
  await mkdir(join(folder, 'data'))
  const certificates = await makeCertificates(folder, [domain, `*.${domain}`, 'localhost'])
  const [c2s = 0, tls = 0, http = 0, https = 0] = await freePorts(4)
  const cables = await Promise.all([c2s, tls, http].map(layCable))
  const [c2sPort = 0, tlsPort = 0, httpCable = 0] = cables.map((cable) => cable.port)
  const config = join(folder, 'prosody.cfg.lua')
  await writeFile(config, configuration(folder, certificates, { c2s, tls, http, https, httpCable }).replace('--extra', options.extra ?? ''))
  let program: Program | null = await startServer(config, folder)
  const end = async (signal: 'SIGTERM' | 'SIGKILL') => {
    await program?.stop(signal)
    program = null
  }
  const wsUrl = `ws://127.0.0.1:${httpCable}/xmpp-websocket`
  const common = { network: 'xmpp', domain, host: '127.0.0.1', allowPrivate: true, ca: certificates.caPem } as const
  return {
    domain,
    c2sPort,
    wiredPort: c2s,
    tlsPort,
    wsUrl,
    httpUrl: `http://127.0.0.1:${httpCable}/`,
    caPem: certificates.caPem,
    service: { ...common, id: 'prosody', port: c2sPort, tls: 'starttls' },
    directService: { ...common, id: 'prosody-direct', port: tlsPort, tls: 'direct' },
    webSocketService: { ...common, id: 'prosody-ws', port: httpCable, tls: 'none', url: wsUrl },
    async register(user, password) {
      await run('prosodyctl', ['--config', config, 'register', user, domain, password])
    },
    async unregister(user) {
      await run('prosodyctl', ['--config', config, 'deluser', `${user}@${domain}`])
    },
    cut: () => {
      for (const cable of cables) cable.cut()
    },
    stall: () => {
      for (const cable of cables) cable.stall()
    },
    mend: () => {
      for (const cable of cables) cable.mend()
    },
    async restart() {
      await end('SIGTERM')
      program = await startServer(config, folder)
    },
    kill: () => end('SIGKILL'),
    async stop() {
      await end('SIGTERM')
      await Promise.all(cables.map((cable) => cable.close()))
      await rm(folder, { recursive: true, force: true })
    },
  }
}

function startServer(config: string, folder: string): Promise<Program> {
  const activated = ['c2s', 'c2s_direct_tls', 'http'].map((service) => new RegExp(`Activated service '${service}' on \\[127`))
  return startProgram({ command: 'prosody', args: ['--config', config, '-F'], cwd: folder, ready: activated })
}

/** Paths are absolute because Prosody resolves others against its own folders; `http_host` lets 127.0.0.1 in URLs find the host. */
function configuration(folder: string, certificates: Certificates, ports: Ports): string {
  const ssl = `{ certificate = "${certificates.cert}", key = "${certificates.key}" }`
  return `
run_as_root = true
pidfile = "${folder}/prosody.pid"
data_path = "${folder}/data"
certificates = "${folder}"
admin_socket = "${folder}/admin.sock"
log = { info = "*console" }
interfaces = { "127.0.0.1" }
local_interfaces = { "127.0.0.1" }
c2s_ports = { ${ports.c2s} }
c2s_direct_tls_ports = { ${ports.tls} }
http_ports = { ${ports.http} }
https_ports = { ${ports.https} }
s2s_ports = {}
http_host = "127.0.0.1"
ssl = ${ssl}
https_ssl = ${ssl}
c2s_direct_tls_ssl = ${ssl}
authentication = "internal_hashed"
storage = "internal"
allow_registration = true
c2s_require_encryption = false
consider_websocket_secure = true
consider_bosh_secure = true
smacks_hibernation_time = 300
default_archive_policy = true
limits = {}
modules_disabled = { "s2s" }
modules_enabled = {
  "roster", "saslauth", "tls", "disco", "posix", "carbons", "pep", "private", "blocklist", "vcard4", "vcard_legacy", "bookmarks", "version",
  "uptime", "time", "ping", "lastactivity", "register_ibr", "user_account_management", "mam", "smacks", "csi", "csi_simple", "cloud_notify",
  "offline", "admin_adhoc", "admin_socket", "admin_shell", "adhoc", "http", "bosh", "websocket"
}
--extra
VirtualHost "${domain}"
Component "conference.${domain}" "muc"
  modules_enabled = { "muc_mam", "vcard_muc" }
  muc_room_default_persistent = true
  restrict_room_creation = false
Component "upload.${domain}" "http_file_share"
  http_external_url = "http://127.0.0.1:${ports.httpCable}/"
`
}
