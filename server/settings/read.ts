import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { z } from 'zod'
import type { Service } from '../networks/network.ts'
import { CannotStart } from './cannot-start.ts'
import { type SettingName, table } from './table.ts'

type Table = typeof table
type Values = { readonly [Name in SettingName]: NonNullable<ReturnType<Table[Name]['parse']>> }
/** Those without a fixed default. */
type Optional = 'secret'

/** What the operator has decided, checked. */
export interface Settings extends Omit<Values, Optional> {
  /** null: the key file in the data folder. */
  readonly secret: Buffer | null
  readonly services: readonly Service[]
}

const Services = z.array(
  z.strictObject({
    id: z.string().min(1),
    network: z.string().min(1),
    domain: z.string().min(1),
    host: z.string().min(1).optional(),
    port: z.int().min(1).max(65_535).optional(),
    tls: z.enum(['direct', 'starttls', 'none']),
    url: z.url().optional(),
    allowPrivate: z.boolean().default(false),
    ca: z.string().optional(),
  }),
)
const wrong = (sentence: string) => new CannotStart(sentence, 2)
const defaultFile = 'parley.json'

type Texts = Readonly<Record<string, string | undefined>>

/** The environment comes before the settings file. Throws CannotStart. */
export function readSettings(env: Texts, folder: string): Settings {
  const file = readFile(env.PARLEY_CONFIG, folder)
  const texts = Object.fromEntries(names.map((name) => [name, textOf(name, env, file.texts)]))
  const read = <Name extends SettingName>(name: Name) => value(name, texts[name] ?? '')
  const data = resolve(folder, texts.data ?? '')
  const all = Object.fromEntries(names.filter((name) => texts[name] !== '').map((name) => [name, read(name)])) as Partial<Values>
  const derived = {
    data,
    url: all.url ?? `http://${shown(all.host ?? '')}:${all.port}`,
    database: all.database ?? `sqlite:${join(data, 'parley.db')}`,
    secret: all.secret ?? null,
    services: file.services,
  }
  return { ...(all as Values), ...derived }
}

const names = Object.keys(table) as SettingName[]

function textOf(name: SettingName, env: Texts, file: Texts): string {
  return env[table[name].env] || file[name] || table[name].default
}

function value<Name extends SettingName>(name: Name, text: string): Values[Name] {
  const { env, parse, wants } = table[name]
  const parsed = parse(text)
  // Never the text itself: it may be a secret.
  if (parsed === null) throw wrong(`${env} (${name} in ${defaultFile}) must be ${wants}.`)
  return parsed as Values[Name]
}

/** An address to listen on, as people write it into a browser. */
function shown(host: string): string {
  if (host === '0.0.0.0' || host === '::') return 'localhost'
  return host.includes(':') ? `[${host}]` : host
}

interface File {
  readonly texts: Texts
  readonly services: readonly Service[]
}

function readFile(named: string | undefined, folder: string): File {
  const path = resolve(folder, named || defaultFile)
  if (!named && !existsSync(path)) return { texts: {}, services: [] }
  const { services = [], ...rest } = parseFile(path)
  for (const [name, text] of Object.entries(rest)) {
    if (!names.includes(name as SettingName)) throw wrong(`${path} has a setting “${name}”, which Parley does not know.`)
    if (!/^(string|number)$/.test(typeof text)) throw wrong(`“${name}” in ${path} must be a text or a number.`)
  }
  return {
    texts: Object.fromEntries(Object.entries(rest).map(([name, text]) => [name, String(text)])),
    services: parseServices(services, path),
  }
}

function parseFile(path: string): Record<string, unknown> {
  const text = readText(path)
  try {
    return z.record(z.string(), z.unknown()).parse(JSON.parse(text))
  } catch {
    throw wrong(`${path} is not a JSON object.`)
  }
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    throw wrong(`PARLEY_CONFIG names ${path}, which cannot be read.`)
  }
}

function parseServices(services: unknown, path: string): readonly Service[] {
  const parsed = Services.safeParse(services)
  if (parsed.success) return parsed.data as readonly Service[]
  const where = parsed.error.issues[0]?.path.join('.')
  throw wrong(`services${where ? `.${where}` : ''} in ${path} is missing or has the wrong form.`)
}
