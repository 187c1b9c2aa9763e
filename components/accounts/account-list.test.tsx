// @vitest-environment happy-dom
import { act } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, expect, test, vi } from 'vitest'
import type { Client, State } from '../../client/client.ts'
import { ClientProvider } from '../../client/hooks.ts'
import { abilities, account, me } from '../../client/trial/things.ts'
import type { NetworkInfo } from '../../contract/entities.ts'
import type { ServerInfo } from '../../contract/http.ts'
import { DialogsProvider } from '../shell/dialogs.tsx'
import { TextProvider } from '../ui/text.tsx'
import { AccountList } from './account-list.tsx'

vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true)
let root: Root | undefined
afterEach(async () => {
  await act(async () => root?.unmount())
  vi.restoreAllMocks()
})

const network = (id: string, logins: NetworkInfo['logins']): NetworkInfo => ({ id, name: id, mark: '', abilities: abilities(), logins })
const networks = { house: network('house', []), far: network('far', [{ id: 'password', name: 'Password', hint: '' }]) }

/** What stands on the page of accounts. */
async function drawn(guest: boolean, signUp: ServerInfo['signUp'] = 'open'): Promise<HTMLElement> {
  const state = { me: { ...me, guest }, networks, accounts: { [account.id]: account }, links: {} } as Partial<State>
  const client = { state: { get: () => state, subscribe: () => () => undefined } } as unknown as Client
  const info: ServerInfo = { guests: true, signUp, claimed: true }
  vi.spyOn(globalThis, 'fetch').mockImplementation(async () => Response.json({ ok: true, result: info }))
  const page = document.createElement('main')
  root = createRoot(page)
  await act(async () =>
    root?.render(
      <TextProvider language="en">
        <ClientProvider client={client}>
          <DialogsProvider>
            <AccountList />
          </DialogsProvider>
        </ClientProvider>
      </TextProvider>,
    ),
  )
  return page
}

const buttons = (page: HTMLElement) => [...page.querySelectorAll('button')].map(({ textContent }) => textContent)

test('who has a login may link accounts', async () => {
  expect(buttons(await drawn(false))).toContain('Link an account')
})

test('a guest is offered no button that would be refused, and reads why and what to do', async () => {
  const page = await drawn(true)
  expect(buttons(page)).toEqual([])
  expect(page.textContent).toContain('As a guest you cannot link other accounts. Keep this account first, under Profile.')
})

test('a guest is not sent to keep his account where nobody may take a login', async () => {
  const { textContent } = await drawn(true, 'closed')
  expect(textContent).toContain('As a guest you cannot link other accounts.')
  expect(textContent).not.toContain('Keep this account')
})
