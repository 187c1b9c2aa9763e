import type { Page } from '@playwright/test'
import { choose, log, roster } from '../chat.ts'
import type { Prosody } from '../worlds/prosody.ts'
import type { Town } from './town.ts'

export interface Scene {
  readonly name: string
  readonly who: 'ada' | 'newcomer' | 'nobody'
  /** Puts the page into the state of the picture. */
  set(page: Page, town: Town): Promise<void>
}

async function open(page: Page, conversation: string): Promise<void> {
  await page.goto(`/#c=${conversation}`)
  await log(page).getByRole('paragraph').first().waitFor()
}

const isPhone = (page: Page) => (page.viewportSize()?.width ?? 0) < 640

export const scenes: readonly Scene[] = [
  {
    name: 'sign-in',
    who: 'nobody',
    async set(page) {
      await page.goto('/sign-in')
      await page.getByRole('button', { name: 'Try as a guest' }).waitFor()
    },
  },
  {
    name: 'conversation',
    who: 'ada',
    async set(page, { chat }) {
      await open(page, chat)
      await log(page).getByText('And bring the big thermos.').waitFor()
    },
  },
  {
    name: 'room',
    who: 'ada',
    async set(page, { room }) {
      await open(page, room)
      await log(page).getByText('Whoever comes first').waitFor()
      if (isPhone(page)) return
      await page.getByRole('button', { name: 'Show details' }).click()
      await page.getByRole('region', { name: 'Members' }).getByText('Jonas Weber').waitFor()
    },
  },
  {
    name: 'list',
    who: 'ada',
    async set(page) {
      await page.goto('/')
      await roster(page).getByRole('link', { name: 'Garden' }).waitFor()
    },
  },
  {
    name: 'settings',
    who: 'ada',
    async set(page) {
      await page.goto('/')
      await choose(page, 'Menu', 'Settings')
      await page.getByRole('button', { name: 'Appearance' }).click()
      await page.getByRole('combobox', { name: 'Language' }).waitFor()
    },
  },
  {
    name: 'accounts',
    who: 'ada',
    async set(page) {
      await page.goto('/')
      await choose(page, 'Menu', 'Accounts')
      await page.getByRole('button', { name: 'Link an account' }).waitFor()
      await page.getByRole('dialog').getByText('online').last().waitFor()
    },
  },
  {
    name: 'empty',
    who: 'newcomer',
    async set(page) {
      await page.goto('/')
      await roster(page)
        .getByRole('link', { name: /Parley/ })
        .waitFor()
    },
  },
]

/** Taken last: the account stays broken. */
export const trouble: Scene = {
  name: 'error',
  who: 'ada',
  async set(page, { chat }) {
    await open(page, chat)
    await page.getByRole('button', { name: 'Sign in again' }).first().waitFor()
  },
}

/** Somebody has changed the password of Ada's other account, elsewhere. */
export async function breakAccount(prosody: Prosody): Promise<void> {
  await prosody.register('ada', 'something else now')
  prosody.cut()
  prosody.mend()
}
