import type { Page } from '@playwright/test'
import { choose, contact, openChat, showContacts } from './chat.ts'
import { expect, test } from './fixtures.ts'

async function section(page: Page, name: string): Promise<void> {
  await choose(page, 'Menu', 'Settings')
  await page.getByRole('navigation', { name: 'Sections of the settings' }).getByRole('button', { name }).click()
}

test('dark or light is chosen once, and kept from the first moment of the next page', async ({ people }) => {
  const { page } = await people.join('Ann')
  await section(page, 'Appearance')
  await page.getByText('Dark', { exact: true }).click()
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
  await expect(page.getByRole('radio', { name: 'Dark' })).toBeChecked()
  const html = await page.request.get('/').then((answer) => answer.text())
  expect(html).toContain('data-theme="dark"')
  await page.getByText('As the system', { exact: true }).click()
  await expect(page.locator('html')).not.toHaveAttribute('data-theme')
})

test('Parley speaks German as soon as it is chosen, and so does the helper', async ({ people }) => {
  const { page } = await people.join('Ann')
  await section(page, 'Appearance')
  await page.getByRole('combobox', { name: 'Language' }).selectOption('de')
  await expect(page.locator('html')).toHaveAttribute('lang', 'de')
  await expect(page.getByRole('dialog', { name: 'Einstellungen' })).toBeVisible()
  await page.keyboard.press('Escape')
  await page.reload()
  await expect(page.getByRole('navigation', { name: 'Unterhaltungen und Kontakte' })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Kontakte' })).toBeVisible()
  await page.getByRole('link', { name: /Parley/ }).click()
  await expect(page.getByRole('textbox', { name: 'Nachricht an Parley' })).toBeVisible()
  await page.keyboard.type('Hilfe')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('log').getByText(/^Frag mich nach/)).toBeVisible()
})

test('whoever asks for German gets a German sign-in page', async ({ people }) => {
  const page = await people.visitor({ locale: 'de-DE' })
  await page.goto('/sign-in')
  await expect(page.locator('html')).toHaveAttribute('lang', 'de')
  await expect(page.getByRole('button', { name: 'Als Gast ausprobieren' })).toBeVisible()
})

test('another browser is signed out from here, at once', async ({ people }) => {
  const ann = await people.join('Ann')
  const other = await people.elsewhere(ann)
  await openChat(other.page, 'Parley')
  await section(ann.page, 'Signed in on')
  await expect(ann.page.getByText('This browser')).toBeVisible()
  await ann.page.getByRole('button', { name: /^Sign out of / }).click()
  await expect(other.page.getByText('You are signed out.')).toBeVisible()
  await expect(ann.page.getByRole('button', { name: /^Sign out of / })).toHaveCount(0)
  await other.page.reload()
  await expect(other.page.getByRole('heading', { name: 'Sign in to Parley' })).toBeVisible()
})

test('a new name is seen by everybody', async ({ people }) => {
  const [ann, ben] = await Promise.all([people.join('Ann'), people.join('Ben')])
  await people.befriend(ann, ben)
  await section(ann.page, 'Profile')
  await ann.page.getByRole('textbox', { name: 'Your name' }).fill('Anna')
  await ann.page.getByRole('button', { name: 'Save' }).click()
  await expect(ann.page.getByText('Saved')).toBeVisible()
  await showContacts(ben.page)
  await expect(contact(ben.page, 'Anna')).toBeVisible()
})
