import { resolve } from 'node:path'

/** One thing an operator can decide. `env` is its name in the environment, `name` in the settings file. */
export interface Setting<Value> {
  readonly env: string
  /** As an operator would write it; '' where there is no fixed one. */
  readonly default: string
  /** What it is, for docs/settings.md. */
  readonly says: string
  /** Returns null when `text` will not do; the sentence then says `wants`. */
  readonly parse: (text: string) => Value | null
  readonly wants: string
}
const setting = <Value>(made: Setting<Value>) => made

const oneOf = <const Choice extends string>(choices: readonly Choice[]) => ({
  parse: (text: string) => choices.find((choice) => choice === text) ?? null,
  wants: `one of ${choices.join(', ')}`,
})
const switched = { parse: (text: string) => (text === 'on' || text === 'off' ? text === 'on' : null), wants: 'on or off' }

/** Every setting there is. docs/settings.md is checked against this table. */
export const table = {
  port: setting({ env: 'PORT', default: '3000', says: 'The TCP port to listen on.', parse: port, wants: 'a port between 1 and 65535' }),
  host: setting({
    env: 'HOST',
    default: '127.0.0.1',
    says: 'The address to listen on; `0.0.0.0` for every IPv4 address of the machine.',
    parse: (text) => (/^[\w.:-]+$/.test(text) ? text : null),
    wants: 'a host name or an IP address',
  }),
  url: setting({
    env: 'PARLEY_URL',
    default: '',
    says: 'Where people reach this server, if not at `http://HOST:PORT`: `https://chat.example.org`. With `https:` cookies are marked secure.',
    parse: origin,
    wants: 'an address such as https://chat.example.org, without a path',
  }),
  proxy: setting({
    env: 'PARLEY_PROXY',
    default: 'off',
    says: '`on` when the only way here is through a proxy of yours that sets `X-Forwarded-For`: rate limits then count its clients.',
    ...switched,
  }),
  data: setting({
    env: 'PARLEY_DATA',
    default: './data',
    says: 'The folder for everything that is kept. It is made if it is missing.',
    parse: (text) => resolve(text),
    wants: 'a folder',
  }),
  database: setting({
    env: 'PARLEY_DATABASE',
    default: '',
    says: '`postgres://user:password@host/name` to use PostgreSQL. Otherwise SQLite, in `parley.db` in the data folder.',
    parse: (text) => (/^postgres(ql)?:\/\/\S+$/.test(text) || /^sqlite:.+$/.test(text) ? text : null),
    wants: 'postgres://… or sqlite:/path/to/file',
  }),
  secret: setting({
    env: 'PARLEY_SECRET',
    default: '',
    says: '32 random bytes in base64, which seal the passwords of linked accounts. Otherwise `secret.key` in the data folder, made at the first start.',
    parse: secret,
    wants: '32 bytes in base64, as `openssl rand -base64 32` makes them',
  }),
  log: setting({
    env: 'PARLEY_LOG',
    default: 'info',
    says: 'The least important lines to log: `debug`, `info`, `warn`, `error` or `silent`.',
    ...oneOf(['debug', 'info', 'warn', 'error', 'silent']),
  }),
  signUp: setting({
    env: 'PARLEY_SIGNUP',
    default: 'open',
    says: 'Who may make a login here: anybody, guests who want to stay included (`open`), whoever has an invite link (`invite`), nobody (`closed`).',
    ...oneOf(['open', 'invite', 'closed']),
  }),
  guests: setting({ env: 'PARLEY_GUESTS', default: 'on', says: 'Whether people may chat without a login.', ...switched }),
  metrics: setting({
    env: 'PARLEY_METRICS',
    default: 'local',
    says: 'Who may read `/metrics`: this machine (`local`) or everybody (`public`).',
    ...oneOf(['local', 'public']),
  }),
  limits: setting({ env: 'PARLEY_LIMITS', default: 'on', says: 'Rate limits. `off` only for tests and measurements.', ...switched }),
} as const

export type SettingName = keyof typeof table

function port(text: string): number | null {
  const number = /^\d{1,5}$/.test(text) ? Number(text) : 0
  return number >= 1 && number <= 65_535 ? number : null
}

function origin(text: string): string | null {
  const url = URL.canParse(text) ? new URL(text) : null
  const plain = url !== null && /^https?:$/.test(url.protocol) && url.pathname === '/' && !url.search && !url.hash && !url.username
  return plain ? url.origin : null
}

function secret(text: string): Buffer | null {
  const bytes = Buffer.from(text, 'base64')
  return /^[\w+/-]+=*$/.test(text) && bytes.length === 32 ? bytes : null
}
