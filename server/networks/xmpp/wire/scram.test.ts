import { describe, expect, it } from 'vitest'
import { createDeriveKeys, Scram, type ScramHash } from './scram.ts'

const vectors: [string, ScramHash, string, string, string, string][] = [
  [
    'RFC 5802 §5',
    'sha1',
    'fyko+d2lbbFgONRv9qkxdawL',
    'r=fyko+d2lbbFgONRv9qkxdawL3rfcNHYJY1ZVvWVs7j,s=QSXCR+Q6sek8bf92,i=4096',
    'c=biws,r=fyko+d2lbbFgONRv9qkxdawL3rfcNHYJY1ZVvWVs7j,p=v0X8v3Bz2T0CJGbJQyF0X+HI4Ts=',
    'v=rmF9pqV8S7suAoZWja4dJRkFsKQ=',
  ],
  [
    'RFC 7677 §3',
    'sha256',
    'rOprNGfwEbeRWgbNEkqO',
    'r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096',
    'c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=',
    'v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=',
  ],
]

describe('SCRAM', () => {
  it.each(vectors)('computes the example of %s', async (_name, hash, nonce, serverFirst, clientFinal, serverFinal) => {
    const scram = new Scram(hash, { user: 'user', password: 'pencil', nonce }, createDeriveKeys())
    expect(scram.first()).toBe(`n,,n=user,r=${nonce}`)
    expect(await scram.proof(serverFirst)).toBe(clientFinal)
    scram.verify(serverFinal)
    expect(scram.verified).toBe(true)
  })

  it('leaves processors to others, however much work servers ask for', async () => {
    const under = { way: 0, most: 0 }
    const turn = Promise.withResolvers<void>()
    const deriveKeys = createDeriveKeys(async ({ iterations }) => {
      under.most = Math.max(under.most, ++under.way)
      await turn.promise
      under.way--
      if (iterations === 3) throw new Error('out of memory')
      return { client: Buffer.alloc(1), server: Buffer.alloc(1) }
    })
    const asked = [1, 2, 3, 4, 5, 6].map((iterations) => deriveKeys({ hash: 'sha1', password: 'x', salt: Buffer.alloc(1), iterations }))
    turn.resolve()
    const outcomes = await Promise.allSettled(asked)
    expect(outcomes.map(({ status }) => status)).toEqual([1, 2, 3, 4, 5, 6].map((n) => (n === 3 ? 'rejected' : 'fulfilled')))
    expect(under.most).toBe(2)
  })

  it('escapes the name', () => {
    const scram = new Scram('sha1', { user: 'a=b,c', password: 'x', nonce: 'n' }, createDeriveKeys())
    expect(scram.first()).toBe('n,,n=a=3Db=2Cc,r=n')
  })

  it.each(['v=AAAAAAAAAAAAAAAAAAAAAAAAAAA=', 'v=', '', 'v=rmF9'])('does not trust a server that proves itself with "%s"', async (final) => {
    const scram = new Scram('sha1', { user: 'user', password: 'pencil', nonce: 'a' }, createDeriveKeys())
    await scram.proof('r=ab,s=QSXCR+Q6sek8bf92,i=4096')
    expect(() => scram.verify(final)).toThrow(expect.objectContaining({ code: 'certificate' }))
    expect(scram.verified).toBe(false)
  })

  it('does not trust a server that proves itself before the exchange', () => {
    const scram = new Scram('sha1', { user: 'user', password: 'pencil', nonce: 'a' }, createDeriveKeys())
    expect(() => scram.verify('v=')).toThrow(expect.objectContaining({ code: 'certificate' }))
  })

  it.each([
    ['another nonce', 'r=b,s=QSXC,i=4096'],
    ['only our nonce', 'r=a,s=QSXC,i=4096'],
    ['no salt', 'r=ab,s=,i=4096'],
    ['too few iterations', 'r=ab,s=QSXC,i=4095'],
    ['too many iterations', 'r=ab,s=QSXC,i=1000001'],
    ['iterations that are no number', 'r=ab,s=QSXC,i=1e5'],
    ['an extension', 'm=x,r=ab,s=QSXC,i=4096'],
    ['nothing', ''],
  ])('refuses %s', async (_name, serverFirst) => {
    const scram = new Scram('sha1', { user: 'user', password: 'pencil', nonce: 'a' }, createDeriveKeys())
    await expect(scram.proof(serverFirst)).rejects.toMatchObject({ code: 'protocol' })
  })

  it('derives keys once per password, salt and iterations', async () => {
    const deriveKeys = createDeriveKeys()
    const recipe = { hash: 'sha1', password: 'x', salt: Buffer.from('s'), iterations: 4096 } as const
    const first = deriveKeys(recipe)
    expect(deriveKeys({ ...recipe, salt: Buffer.from('s') })).toBe(first)
    for (const other of [{ password: 'y' }, { iterations: 4097 }, { salt: Buffer.from('t') }, { hash: 'sha256' as const }]) {
      expect((await deriveKeys({ ...recipe, ...other })).client).not.toEqual((await first).client)
    }
  })

  it('takes equal spellings of a password for equal', async () => {
    const deriveKeys = createDeriveKeys()
    const recipe = { hash: 'sha1', salt: Buffer.from('s'), iterations: 4096 } as const
    const [composed, decomposed] = await Promise.all([
      deriveKeys({ ...recipe, password: 'I\u00adXé ' }),
      deriveKeys({ ...recipe, password: 'Ⅸe\u0301\u00a0' }),
    ])
    expect(composed).toEqual(decomposed)
  })
})
