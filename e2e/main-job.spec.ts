import type { Locator, Page } from '@playwright/test'
import { choose, composer, line, log, openChat, row, say } from './chat.ts'
import { test as base, expect } from './fixtures.ts'
import { startParley } from './worlds/parley.ts'
import { type Profanity, startProfanity } from './worlds/profanity.ts'
import { type Prosody, startProsody } from './worlds/prosody.ts'

/** A Parley whose admin has told it where to find a Prosody, and somebody else at profanity in a terminal. */
const test = base.extend<{ romeo: Profanity }, { prosody: Prosody }>({
  prosody: [
    // biome-ignore lint/correctness/noEmptyPattern: playwright reads the names of what is destructured, here none
    async ({}, use) => {
      const prosody = await startProsody()
      await use(prosody)
      await prosody.stop()
    },
    { scope: 'worker', timeout: 60_000 },
  ],
  parley: [
    async ({ prosody }, use) => {
      const parley = await startParley({ services: [prosody.service], env: { PARLEY_LIMITS: 'off' } })
      await use(parley)
      await parley.stop()
    },
    { scope: 'worker', timeout: 60_000 },
  ],
  romeo: async ({ prosody }, use) => {
    await prosody.register('romeo', 'wherefore')
    const romeo = await startProfanity({ jid: `romeo@${prosody.domain}`, password: 'wherefore', port: prosody.wiredPort })
    await use(romeo)
    await romeo.stop()
  },
})

const dialog = (page: Page): Locator => page.getByRole('dialog', { name: 'Sign in to XMPP' })

async function enter(page: Page, password: string): Promise<void> {
  await dialog(page).getByLabel('Password', { exact: true }).fill(password)
  await dialog(page).getByRole('button', { name: 'Sign in' }).click()
}

/** Through Menu → Accounts, as the helper tells it. */
async function link(page: Page, address: string, password: string): Promise<void> {
  await choose(page, 'Menu', 'Accounts')
  await page.getByRole('button', { name: 'Link an account' }).click()
  await dialog(page).getByRole('textbox', { name: 'Address' }).fill(address)
  await enter(page, password)
}

async function startChat(page: Page, address: string): Promise<void> {
  await choose(page, 'New', 'Add a contact')
  await page.getByRole('combobox', { name: 'Account' }).selectOption({ label: `juliet@${address.split('@')[1]}` })
  await page.getByRole('textbox', { name: 'Name or address' }).fill(address)
  await page.getByRole('button', { name: `Write to ${address}` }).click()
  await expect(composer(page)).toBeVisible()
}

test('an XMPP account is linked, chats with a console client, and misses nothing while no browser is open', async ({
  people,
  parley,
  prosody,
  romeo,
}) => {
  await prosody.register('juliet', 'balcony')
  const page = await people.visitor()
  await page.goto(parley.url)
  await page.getByRole('button', { name: 'Create an account' }).click()
  await page.getByRole('textbox', { name: 'Your name' }).fill('Juliet')
  await page.getByRole('textbox', { name: 'Login' }).fill('juliet')
  await page.getByLabel('Password', { exact: true }).fill('capulet capulet')
  await page.getByRole('button', { name: 'Create an account' }).click()
  await link(page, `juliet@${prosody.domain}`, 'balcony')
  await expect(page.getByRole('listitem').filter({ hasText: `juliet@${prosody.domain}` })).toContainText('online')
  await page.keyboard.press('Escape')

  await romeo.type(`/msg juliet@${prosody.domain}`)
  await startChat(page, `romeo@${prosody.domain}`)
  await say(page, 'Art thou not Romeo?')
  await romeo.shows('Art thou not Romeo?')
  await expect(log(page).getByRole('img', { name: 'Delivered' })).toBeVisible()
  await romeo.type('Neither, fair saint')
  await expect(line(page, 'Neither, fair saint')).toBeVisible()
  await romeo.press('How camest thou hither')
  await expect(page.getByRole('main').getByText(/is typing…$/)).toBeVisible()
  await romeo.type('')
  await expect(line(page, 'How camest thou hither')).toBeVisible()
  const tab = await page.context().newPage()
  await tab.goto(parley.url)
  await expect(row(tab, 'romeo')).toContainText('How camest thou hither')
  await expect(row(tab, 'romeo')).not.toContainText('unread')

  await page.context().close()
  const missed = ['one', 'two', 'three', 'four', 'five'].map((number) => `With love’s light wings, ${number}`)
  for (const text of missed) await romeo.type(text)
  await romeo.shows(missed.at(-1) ?? '')

  const other = await people.visitor()
  await other.goto(parley.url)
  await other.getByRole('textbox', { name: 'Login' }).fill('juliet')
  await other.getByLabel('Password', { exact: true }).fill('capulet capulet')
  await other.getByRole('button', { name: 'Sign in' }).click()
  await expect(row(other, 'romeo')).toContainText('5 unread messages')
  await openChat(other, 'romeo')
  for (const text of ['Art thou not Romeo?', 'Neither, fair saint', 'How camest thou hither', ...missed]) {
    await expect(line(other, text)).toHaveCount(1)
  }
  await expect(row(other, 'romeo')).not.toContainText('unread')
  expect(
    await log(other)
      .getByText(/^With love/)
      .allTextContents(),
  ).toEqual(missed)
})

test('a wrong password is said in the form; one that was changed later needs one button to mend', async ({ people, prosody }) => {
  const { page } = await people.join('Nurse')
  const address = `nurse@${prosody.domain}`
  await prosody.register('nurse', 'old secret')
  await link(page, address, 'a guess')
  await expect(dialog(page).getByRole('alert')).toContainText(/password/i)
  await enter(page, 'old secret')
  const account = page.getByRole('listitem').filter({ hasText: address })
  await expect(account).toContainText('online')

  await prosody.register('nurse', 'new secret')
  prosody.cut()
  prosody.mend()
  await expect(account.getByRole('button', { name: 'Sign in again' })).toBeVisible({ timeout: 60_000 })
  await page.keyboard.press('Escape')
  await page.getByRole('status').filter({ hasText: address }).getByRole('button', { name: 'Sign in again' }).click()
  await enter(page, 'new secret')
  await expect(dialog(page)).toHaveCount(0)
  await expect(page.getByRole('status').filter({ hasText: `${address} is not connected` })).toHaveCount(0)
  await choose(page, 'Menu', 'Accounts')
  await expect(account).toContainText('online')
})
