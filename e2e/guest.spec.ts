import { choose, composer, line, openChat, say } from './chat.ts'
import { expect, test } from './fixtures.ts'

test('from a cold page to chatting with the helper in one click', async ({ people }) => {
  const page = await people.visitor()
  await page.goto('/')
  await expect(page.getByRole('heading', { name: 'Sign in to Parley' })).toBeVisible()
  await page.getByRole('button', { name: 'Try as a guest' }).click()
  await page.getByRole('link', { name: /Parley/ }).click()
  await expect(line(page, /a small program, not a person/)).toBeVisible()
  await say(page, 'How can I invite a friend?')
  await expect(line(page, /Invite with a link/)).toBeVisible()
})

test('a guest may say what he is called', async ({ people }) => {
  const page = await people.visitor()
  await page.goto('/sign-in')
  await page.getByRole('textbox', { name: 'Your name' }).fill('Noor')
  await page.getByRole('button', { name: 'Try as a guest' }).click()
  await page.getByRole('link', { name: /Parley/ }).click()
  await expect(line(page, /^Hello Noor!/)).toBeVisible()
  await expect(composer(page)).toBeFocused()
})

test('a guest who chooses a login keeps everything, and signs in with it elsewhere', async ({ people }) => {
  const login = `noor-${Date.now().toString(36)}`
  const page = await people.visitor()
  await page.goto('/')
  await page.getByRole('button', { name: 'Try as a guest' }).click()
  await openChat(page, 'Parley')
  await say(page, 'Remember this')
  await choose(page, 'Menu', 'Settings')
  const keep = page.getByRole('form', { name: 'Keep this account' })
  await keep.getByRole('textbox', { name: 'Login' }).fill(login)
  await keep.getByLabel('Password', { exact: true }).fill('a guest no more')
  await keep.getByRole('button', { name: 'Keep this account' }).click()
  await expect(page.getByText(`Signs in as ${login}`)).toBeVisible()

  const other = await people.visitor()
  await other.goto('/')
  await other.getByRole('textbox', { name: 'Login' }).fill(login)
  await other.getByLabel('Password', { exact: true }).fill('a guest no more')
  await other.getByRole('button', { name: 'Sign in' }).click()
  await openChat(other, 'Parley')
  await expect(line(other, 'Remember this')).toBeVisible()
})
