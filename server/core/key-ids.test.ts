import { expect, test } from 'vitest'
import type { AccountId } from '../../contract/ids.ts'
import type { ConversationKey, PersonKey } from '../networks/network.ts'
import { KeyIds } from './key-ids.ts'

test('a key that means something to JavaScript is unknown like any other', async () => {
  const ids = new KeyIds('account' as AccountId, { ids: async () => ({ conversations: {}, people: {} }) })
  for (const key of ['__proto__', 'constructor', 'hasOwnProperty']) {
    await ids.learn({ conversations: [key as ConversationKey], people: [key as PersonKey] })
    expect([ids.conversation(key as ConversationKey), ids.person(key as PersonKey)]).toEqual([undefined, undefined])
  }
})
