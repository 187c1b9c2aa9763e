import type { Page } from '@playwright/test'
import { choose, line, openChat, row, say, title } from './chat.ts'
import { expect, test } from './fixtures.ts'

/** What the dialog gives to copy. */
async function createLink(page: Page): Promise<string> {
  await page.getByRole('button', { name: 'Create link' }).click()
  return page.getByRole('textbox', { name: 'Link' }).inputValue()
}

test('a link brings a friend into a chat: one click, no account', async ({ people }) => {
  const ann = await people.join('Ann')
  await choose(ann.page, 'New', 'Invite with a link')
  const link = await createLink(ann.page)
  await ann.page.keyboard.press('Escape')

  const friend = await people.visitor()
  await friend.goto(link)
  await expect(friend.getByRole('heading', { name: 'Ann wants to chat with you' })).toBeVisible()
  await friend.getByRole('textbox', { name: 'Your name' }).fill('Ben')
  await friend.getByRole('button', { name: 'Join as a guest' }).click()
  await expect(title(friend, 'Ann')).toBeVisible()
  await say(friend, 'Here I am')
  await openChat(ann.page, 'Ben')
  await expect(line(ann.page, 'Here I am')).toBeVisible()
  await say(ann.page, 'That was quick')
  await expect(line(friend, 'That was quick')).toBeVisible()
})

test('a link leads into a room, also somebody who is signed in already', async ({ people }) => {
  const [ann, ben] = await Promise.all([people.join('Ann'), people.join('Ben')])
  await choose(ann.page, 'New', 'Create a room')
  await ann.page.getByRole('textbox', { name: 'Name', exact: true }).fill('Garden')
  await ann.page.getByRole('button', { name: 'Create' }).click()
  await expect(title(ann.page, 'Garden')).toBeVisible()
  await ann.page.getByRole('button', { name: 'Show details' }).click()
  await ann.page.getByRole('button', { name: 'Invite…' }).click()
  const link = await createLink(ann.page)
  await ann.page.keyboard.press('Escape')

  await ben.page.goto(link)
  await expect(ben.page.getByRole('heading', { name: 'Ann invites you to Garden' })).toBeVisible()
  await ben.page.getByRole('button', { name: 'Open the chat' }).click()
  await expect(title(ben.page, 'Garden')).toBeVisible()
  await say(ben.page, 'What a garden')
  await expect(line(ann.page, 'What a garden')).toBeVisible()
  await expect(ann.page.getByRole('region', { name: 'Members' }).getByText('Ben')).toBeVisible()
})

test('an invited person may make an account on the way, or use the one he has', async ({ people }) => {
  const [ann, ben] = await Promise.all([people.join('Ann'), people.join('Ben')])
  await choose(ann.page, 'New', 'Invite with a link')
  const link = await createLink(ann.page)
  const page = await people.visitor()
  await page.goto(link)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('textbox', { name: 'Login' }).fill(ben.login)
  await page.getByLabel('Password', { exact: true }).fill(ben.password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(title(page, 'Ann')).toBeVisible()
})

test('a revoked link says so, and lets nobody in', async ({ people }) => {
  const ann = await people.join('Ann')
  await choose(ann.page, 'Menu', 'Settings')
  await ann.page.getByRole('button', { name: 'Invite links' }).click()
  await ann.page.getByRole('button', { name: 'New link' }).click()
  const link = await createLink(ann.page)
  await ann.page.keyboard.press('Escape')
  await ann.page.getByRole('button', { name: 'Revoke the link: Chat with me' }).click()
  await expect(ann.page.getByText('No invite links')).toBeVisible()

  const friend = await people.visitor()
  await friend.goto(link)
  await expect(friend.getByRole('heading', { name: 'This link does not work any more' })).toBeVisible()
  await expect(friend.getByRole('button', { name: 'Join as a guest' })).toHaveCount(0)
})

test('an expired link says so', async ({ people }) => {
  const ann = await people.join('Ann')
  const caller = await ann.caller()
  const { url } = await caller.ask('invite.create', { forMs: 1 })
  caller.close()
  const friend = await people.visitor()
  await friend.goto(url)
  await expect(friend.getByRole('heading', { name: 'This link does not work any more' })).toBeVisible()
  await friend.getByRole('button', { name: 'To the start page' }).click()
  await expect(friend.getByRole('heading', { name: 'Sign in to Parley' })).toBeVisible()
  await expect(row(ann.page, 'Guest')).toHaveCount(0)
})
