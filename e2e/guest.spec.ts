import { composer, line, say } from './chat.ts'
import { expect, test } from './fixtures.ts'

test('from a cold page to chatting with the helper in one click', async ({ people }) => {
  const page = await people.visitor()
  await page.goto('/')
  await expect(page.getByRole('heading', { name: 'Sign in to Parley' })).toBeVisible()
  await page.getByRole('button', { name: 'Try as a guest' }).click()
  await page.getByRole('link', { name: /Parley/ }).click()
  await expect(line(page, /a small program, not a person/)).toBeVisible()
  await say(page, 'How can I invite a friend?')
  await expect(line(page, /Make an invite link/)).toBeVisible()
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
