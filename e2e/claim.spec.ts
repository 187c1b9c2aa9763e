import { expect, test } from './fixtures.ts'
import { startParley } from './worlds/parley.ts'

test('the link that is printed at the start makes the first person admin, once', async ({ browser }) => {
  const parley = await startParley()
  const page = await browser.newPage({ baseURL: parley.url })
  await page.goto('/sign-in')
  await expect(page.getByText('This server has no administrator yet.')).toBeVisible()
  await page.goto(parley.claimUrl())
  await page.getByRole('textbox', { name: 'Your name' }).fill('Ada')
  await page.getByRole('textbox', { name: 'Login' }).fill('ada')
  await page.getByLabel('Password', { exact: true }).fill('first come first')
  await page.getByRole('button', { name: 'Become administrator' }).click()
  await expect(page.getByRole('button', { name: /^You are / })).toContainText('Ada')

  const late = await (await browser.newContext({ baseURL: parley.url })).newPage()
  await late.goto(parley.claimUrl())
  await expect(late.getByRole('heading', { name: 'This link does not work any more' })).toBeVisible()
  await late.goto('/sign-in')
  await expect(late.getByRole('button', { name: 'Sign in' })).toBeVisible()
  await expect(late.getByText('This server has no administrator yet.')).toHaveCount(0)
  await page.context().close()
  await late.context().close()
  await parley.stop()
})
