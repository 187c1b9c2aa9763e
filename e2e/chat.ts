import { expect, type Locator, type Page } from '@playwright/test'

/** What one does in a conversation, and where one looks. */

export const log = (page: Page): Locator => page.getByRole('log')
export const composer = (page: Page): Locator => page.getByRole('textbox', { name: /^Message to / })
export const roster = (page: Page): Locator => page.getByRole('navigation', { name: 'Conversations and contacts' })

/** A conversation's row in the list. */
export const row = (page: Page, name: string): Locator => roster(page).getByRole('list', { name: 'Chats' }).getByRole('link', { name })
/** A contact's; the list of contacts has to be shown. */
export const contact = (page: Page, name: string): Locator =>
  roster(page).getByRole('list', { name: 'Contacts' }).getByRole('listitem').filter({ hasText: name })
/** Whose conversation is open. */
export const title = (page: Page, name: string): Locator => page.getByRole('main').getByRole('heading', { name, exact: true })

export async function openChat(page: Page, name: string): Promise<void> {
  await row(page, name).click()
  await expect(title(page, name)).toBeVisible()
}

export const showContacts = (page: Page): Promise<void> =>
  roster(page)
    .getByRole('button', { name: /^Contacts/ })
    .click()

/** From the contact list, where there is no conversation yet. */
export async function openContact(page: Page, name: string): Promise<void> {
  await showContacts(page)
  await contact(page, name).getByRole('button').first().click()
  await expect(title(page, name)).toBeVisible()
  await roster(page).getByRole('button', { name: 'Chats' }).click()
}

export async function say(page: Page, text: string): Promise<void> {
  await composer(page).fill(text)
  await composer(page).press('Enter')
  await expect(composer(page)).toHaveValue('')
}

/** The line with this text among the messages of the open conversation. */
export const line = (page: Page, text: string | RegExp): Locator =>
  log(page).getByText(text, typeof text === 'string' ? { exact: true } : {})

/** One of the buttons over a message; the rest is behind its dots. */
export async function act(page: Page, text: string, action: string): Promise<void> {
  await line(page, text).hover()
  const direct = log(page).getByRole('button', { name: action, exact: true })
  if (await direct.isVisible()) return direct.click()
  await log(page).getByRole('button', { name: 'Message actions' }).click()
  await page.getByRole('menuitem', { name: action }).click()
}

/** Something from the menus over the list: "New" or "Menu". */
export async function choose(page: Page, menu: 'New' | 'Menu', item: string): Promise<void> {
  await roster(page).getByRole('button', { name: menu, exact: true }).click()
  await page.getByRole('menuitem', { name: item }).click()
}
