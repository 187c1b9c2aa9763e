import { describe, expect, it } from 'vitest'
import { type Element, el, textOf } from './element.ts'
import { wire } from './namespaces.ts'
import { chooseMechanism, type SignIn, signIn } from './sasl.ts'
import { createDeriveKeys } from './scram.ts'

const offer = (...names: string[]) =>
  el('features', wire.stream, {}, el('mechanisms', wire.sasl, {}, ...names.map((name) => el('mechanism', wire.sasl, {}, name))))
const secure = { secure: true, strongest: null }

describe('the choice of a mechanism', () => {
  it('takes the strongest', () => {
    expect(chooseMechanism(offer('PLAIN', 'SCRAM-SHA-1', 'SCRAM-SHA-256', 'SCRAM-SHA-512'), secure)).toBe('SCRAM-SHA-512')
    expect(chooseMechanism(offer('SCRAM-SHA-1', 'PLAIN', 'X-OAUTH'), secure)).toBe('SCRAM-SHA-1')
  })

  it('sends the password itself only where nobody can listen', () => {
    expect(chooseMechanism(offer('PLAIN'), secure)).toBe('PLAIN')
    expect(() => chooseMechanism(offer('PLAIN'), { ...secure, secure: false })).toThrow(expect.objectContaining({ code: 'unsupported' }))
  })

  it('refuses a weaker one than before', () => {
    const offered = offer('SCRAM-SHA-1', 'PLAIN')
    expect(() => chooseMechanism(offered, { secure: true, strongest: 'SCRAM-SHA-256' })).toThrow(
      expect.objectContaining({ code: 'credentials' }),
    )
    expect(chooseMechanism(offered, { secure: true, strongest: 'PLAIN' })).toBe('SCRAM-SHA-1')
    expect(chooseMechanism(offered, { secure: true, strongest: 'SOMETHING-OLD' })).toBe('SCRAM-SHA-1')
  })

  it('says when there is none', () => {
    expect(() => chooseMechanism(el('features', wire.stream), secure)).toThrow(expect.objectContaining({ code: 'unsupported' }))
  })
})

/** A server that gives these answers, one after the other. */
function login(...answers: Element[]) {
  const asked: Element[] = []
  const ask = async (element: Element) => {
    asked.push(element)
    const answer = answers.shift()
    if (!answer) throw new Error(`no answer to ${element.name}`)
    return answer
  }
  const options: SignIn = { user: 'ann', password: 'secret', secure: true, strongest: null, deriveKeys: createDeriveKeys(), ask }
  return { asked, options }
}
const encoded = (text: string) => Buffer.from(text).toString('base64')

describe('signing in', () => {
  it('by PLAIN', async () => {
    const { asked, options } = login(el('success', wire.sasl))
    expect(await signIn(offer('PLAIN'), options)).toBe('PLAIN')
    expect(asked).toEqual([el('auth', wire.sasl, { mechanism: 'PLAIN' }, encoded('\0ann\0secret'))])
  })

  it('by SCRAM does not accept a success without the server proving itself', async () => {
    for (const final of [[el('success', wire.sasl)], [el('challenge', wire.sasl, {}, encoded('v=AAAA')), el('success', wire.sasl)]]) {
      const { options } = login()
      const ask = async (element: Element): Promise<Element> => {
        if (element.name === 'auth') {
          const nonce = /r=(.*)/.exec(Buffer.from(textOf(element), 'base64').toString())?.[1]
          return el('challenge', wire.sasl, {}, encoded(`r=${nonce}x,s=QSXC,i=4096`))
        }
        return final.shift() as Element
      }
      await expect(signIn(offer('SCRAM-SHA-1'), { ...options, ask })).rejects.toMatchObject({ code: 'certificate' })
    }
    const { options } = login(el('success', wire.sasl))
    await expect(signIn(offer('SCRAM-SHA-1'), options)).rejects.toMatchObject({ code: 'protocol' })
  })

  it.each([
    ['not-authorized', 'credentials'],
    ['account-disabled', 'banned'],
    ['temporary-auth-failure', 'unreachable'],
    ['something-new', 'protocol'],
  ])('understands %s as %s', async (condition, code) => {
    const { options } = login(el('failure', wire.sasl, {}, el('text', wire.sasl, {}, 'no'), el(condition, wire.sasl)))
    await expect(signIn(offer('PLAIN'), options)).rejects.toMatchObject({ code })
  })
})
