import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { choose, composer, openChat, say } from './chat.ts'
import { expect, test } from './fixtures.ts'
import type { People } from './people.ts'

/** What axe finds, where it is, and nothing of little weight. */
async function barriers(page: Page): Promise<string[]> {
  // What fades in is measured where it ends.
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await page.evaluate(() => Promise.all(document.getAnimations().map((animation) => animation.finished.catch(() => undefined))))
  const { violations } = await new AxeBuilder({ page }).analyze()
  const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
  return serious.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id} ${target.join(' ')}: ${failureSummary}`))
}

/** A page with everything on it: chats, a room with members, requests, messages with reactions and answers. */
async function busyPage(people: People, options: Parameters<People['join']>[1] = {}): Promise<Page> {
  const [ann, ben, cleo] = await Promise.all([people.join('Ann', options), people.join('Ben'), people.join('Cleo')])
  await people.befriend(ann, ben)
  const caller = await cleo.caller()
  const [account] = await caller.all('account')
  await caller.ask('contact.add', { account: account?.id, address: ann.login })
  caller.close()
  await openChat(ann.page, 'Parley')
  await say(ann.page, 'What is **Parley**? `code`, https://example.org\n> quoted')
  await expect(ann.page.getByRole('log').getByText(/^Parley is a chat in the browser/)).toBeVisible()
  return ann.page
}

for (const colorScheme of ['light', 'dark'] as const) {
  test(`no barriers at the door, ${colorScheme}`, async ({ people }) => {
    const page = await people.visitor({ colorScheme })
    for (const path of ['/sign-in', '/invite/none', '/claim/none', '/nowhere']) {
      await page.goto(path)
      await page.getByRole('button').first().waitFor()
      expect(await barriers(page), path).toEqual([])
    }
    await page.goto('/sign-in')
    await page.getByRole('button', { name: 'Create an account' }).click()
    await page.getByRole('button', { name: 'Create an account' }).click()
    await expect(page.getByRole('alert').first()).toBeVisible()
    expect(await barriers(page), 'sign-up with errors').toEqual([])
  })

  test(`no barriers on the main page, ${colorScheme}`, async ({ people }) => {
    const page = await busyPage(people, { colorScheme })
    expect(await barriers(page), 'conversation').toEqual([])
    await page.getByRole('button', { name: 'Show details' }).click()
    await page.getByRole('button', { name: /^Contacts/ }).click()
    expect(await barriers(page), 'contacts and details').toEqual([])
    await page.getByRole('button', { name: /^You are / }).click()
    expect(await barriers(page), 'presence').toEqual([])
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Menu', exact: true }).click()
    expect(await barriers(page), 'menu').toEqual([])
  })

  test(`no barriers in the dialogs, ${colorScheme}`, async ({ people }) => {
    const page = await busyPage(people, { colorScheme })
    for (const item of ['Add a contact', 'Invite with a link', 'Create a room', 'Find a room']) {
      await choose(page, 'New', item)
      await expect(page.getByRole('dialog')).toBeVisible()
      expect(await barriers(page), item).toEqual([])
      await page.keyboard.press('Escape')
    }
    await page.keyboard.press('Control+k')
    await expect(page.getByRole('combobox')).toBeFocused()
    expect(await barriers(page), 'jump').toEqual([])
  })

  test(`no barriers in the settings, ${colorScheme}`, async ({ people }) => {
    const page = await busyPage(people, { colorScheme })
    await choose(page, 'Menu', 'Settings')
    const sections = page.getByRole('navigation', { name: 'Sections of the settings' })
    for (const name of ['Profile', 'Appearance', 'Chat', 'Notifications', 'Accounts', 'Signed in on', 'Invite links']) {
      await sections.getByRole('button', { name }).click()
      await expect(page.getByRole('dialog').getByRole('heading', { name })).toBeVisible()
      expect(await barriers(page), name).toEqual([])
    }
  })
}

test('no barriers on a phone', async ({ people }) => {
  const page = await busyPage(people, { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true })
  await expect(composer(page)).toBeVisible()
  expect(await barriers(page), 'conversation').toEqual([])
  await page.getByRole('button', { name: 'Back' }).click()
  expect(await barriers(page), 'list').toEqual([])
  await choose(page, 'Menu', 'Settings')
  expect(await barriers(page), 'settings').toEqual([])
})
