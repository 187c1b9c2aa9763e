import { expect, test } from 'vitest'
import type { Message } from '../../../contract/entities.ts'
import { bob, chat, head, key, linked, news, onlyChat, said, texts, type World } from './kit.ts'

/** What others send to do harm, or by accident. */
export function hostileSuite(store: World): void {
  test('a character that a database cannot keep is left out of what networks bring', async () => {
    const account = await linked(store())
    const body = { kind: 'text', text: 'e\0dited' } as const
    await account.apply([
      { type: 'contact', person: { ...bob, name: 'B\0ob' }, groups: ['fri\0ends'], state: 'both', blocked: false },
      said('a\0 b', { keys: [key('one')] }),
      { type: 'message.edited', conversation: chat, target: key('one'), from: bob.key, body, at: 2_000 },
    ])
    const { id, title } = await onlyChat(store(), account)
    expect(title).toBe('Bob')
    expect(await texts(store(), account, id)).toEqual(['edited'])
  })

  test('a page of long messages is as long as a page of short ones, and nothing is left out', async () => {
    const account = await linked(store())
    const long = (n: number) => said('x'.repeat(400_000), { keys: [key(`long ${n}`)], at: n })
    await account.apply([1, 2, 3, 4, 5].map(long))
    const { id } = await onlyChat(store(), account)
    const seen: Message[] = []
    for (let start = false; !start; ) {
      const before = seen[0]?.id
      const page = await store().messages.page({ user: account.user, conversation: id, limit: 100, ...(before && { before }) })
      expect(page.messages.length).toBeLessThanOrEqual(2)
      seen.unshift(...page.messages.map(({ entity }) => entity))
      start = page.start
    }
    expect(seen.map(({ at }) => at)).toEqual([1, 2, 3, 4, 5])
  })

  test('S9 a stretch of a feed with long messages is as long as one with short ones, and nothing is left out', async () => {
    const account = await linked(store())
    const from = await head(store(), account)
    const count = 20
    await account.apply(Array.from({ length: count }, (_, n) => said('x'.repeat(400_000), { keys: [key(`long ${n}`)] })))
    const heard: string[] = []
    for (let at = from, more = true; more; ) {
      const pulled = await news(store(), account, at)
      const messages = pulled.changes.filter(({ kind }) => kind === 'message')
      expect(messages.length).toBeLessThanOrEqual(8)
      heard.push(...messages.map(({ id }) => id))
      at = pulled.to
      more = pulled.more
    }
    expect(new Set(heard).size).toBe(count)
  })
}
