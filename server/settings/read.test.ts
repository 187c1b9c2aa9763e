import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { CannotStart } from './cannot-start.ts'
import { readSettings } from './read.ts'
import { readSecretKey } from './secret-key.ts'
import { table } from './table.ts'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'parley-settings-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

const file = (name: string, text: string) => {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}

describe('settings', () => {
  test('without any, the defaults hold', () => {
    const settings = readSettings({}, folder)
    expect(settings).toMatchObject({
      port: 3000,
      host: '127.0.0.1',
      url: 'http://127.0.0.1:3000',
      signUp: 'open',
      guests: true,
      services: [],
    })
    expect(settings.data).toBe(join(folder, 'data'))
    expect(settings.database).toBe(`sqlite:${join(folder, 'data', 'parley.db')}`)
  })

  test('the address follows host and port, and a wildcard is no address', () => {
    expect(readSettings({ PORT: '8080', HOST: '0.0.0.0' }, folder).url).toBe('http://localhost:8080')
    expect(readSettings({ HOST: '::1' }, folder).url).toBe('http://[::1]:3000')
  })

  test('the environment comes before the file', () => {
    const path = file('a.json', JSON.stringify({ port: 4000, guests: 'off' }))
    expect(readSettings({ PARLEY_CONFIG: path, PORT: '5000' }, folder)).toMatchObject({ port: 5000, guests: false })
  })

  test('services are read with what may be left out', () => {
    const services = [{ id: 'office', network: 'xmpp', domain: 'example.org', tls: 'starttls' }]
    const path = file('b.json', JSON.stringify({ services }))
    expect(readSettings({ PARLEY_CONFIG: path }, folder).services).toEqual([{ ...services[0], allowPrivate: false }])
  })

  test.each([
    ['PORT', 'http'],
    ['PORT', '70000'],
    ['PORT', '0'],
    ['HOST', 'a b'],
    ['PARLEY_URL', 'chat.example.org'],
    ['PARLEY_URL', 'https://example.org/chat'],
    ['PARLEY_PROXY', 'yes'],
    ['PARLEY_DATABASE', 'mysql://x'],
    ['PARLEY_SECRET', 'short'],
    ['PARLEY_LOG', 'loud'],
    ['PARLEY_SIGNUP', 'maybe'],
    ['PARLEY_GUESTS', 'true'],
    ['PARLEY_METRICS', 'all'],
    ['PARLEY_LIMITS', '3'],
  ])('a wrong %s is one sentence that names it and keeps quiet about the value', (env, text) => {
    const fail = () => readSettings({ [env]: text }, folder)
    expect(fail).toThrow(CannotStart)
    expect(fail).toThrow(new RegExp(`^${env} .* must be .*\\.$`))
    expect(fail).toThrow(expect.objectContaining({ exitCode: 2 }))
    expect(fail).not.toThrow(new RegExp(`“${text}”`))
  })

  test.each([
    ['c.json', '{', /not a JSON object/],
    ['d.json', '[]', /not a JSON object/],
    ['e.json', '{"prot": 3000}', /“prot”/],
    ['f.json', '{"port": {}}', /“port”/],
    ['g.json', '{"services": [{"id": "x"}]}', /services\.0/],
  ])('a wrong file is named, with what is wrong in it (%s)', (name, text, sentence) => {
    expect(() => readSettings({ PARLEY_CONFIG: file(name, text) }, folder)).toThrow(sentence)
  })

  test('a file that was named has to be there', () => {
    expect(() => readSettings({ PARLEY_CONFIG: join(folder, 'none.json') }, folder)).toThrow(/PARLEY_CONFIG/)
  })

  test('docs/settings.md lists every setting as it is', () => {
    const lines = readFileSync(new URL('../../docs/settings.md', import.meta.url), 'utf8').split('\n')
    const rows = Object.entries(table).map(([name, { env, default: standard, says }]) => {
      return `| \`${env}\` | \`${name}\` | ${standard ? `\`${standard}\`` : ''} | ${says} |`
    })
    expect(lines.filter((line) => /^\| `[A-Z_]+` /.test(line))).toEqual(rows)
  })
})

describe('the secret key', () => {
  test('is made once, for its owner only', () => {
    const key = readSecretKey(folder)
    expect(key).toHaveLength(32)
    expect(readSecretKey(folder)).toEqual(key)
    expect(statSync(join(folder, 'secret.key')).mode & 0o777).toBe(0o600)
  })

  test('a damaged file stops the start instead of being replaced', () => {
    file('secret.key', 'x')
    expect(() => readSecretKey(folder)).toThrow(/32 bytes/)
  })
})
