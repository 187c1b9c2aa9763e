import { choose, composer, line, log, openChat, openContact, row, say } from './chat.ts'
import { expect, test } from './fixtures.ts'
import { createPeople, type People, type Person } from './people.ts'
import { newId } from './worlds/caller.ts'
import { startParley } from './worlds/parley.ts'

const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true }

async function friends(people: People): Promise<readonly [Person, Person]> {
  const [ann, ben] = await Promise.all([people.join('Ann'), people.join('Ben')])
  await people.befriend(ann, ben)
  await openContact(ben.page, 'Ann')
  return [ann, ben]
}

/** Messages of the first to the second, oldest first, faster than anybody types. */
async function write(from: Person, to: Person, texts: readonly string[]): Promise<void> {
  const caller = await from.caller()
  const [account] = await caller.all('account')
  const { conversation } = await caller.ask('conversation.start', { account: account?.id, address: to.login })
  for (const text of texts) await caller.ask('message.send', { id: newId(), conversation, text })
  const sent = async () => (await caller.history(conversation)).filter(({ state }) => state === 'sent').length
  await expect.poll(sent, { timeout: 60_000 }).toBe(texts.length)
  caller.close()
}

test('two tabs, another browser and a phone stay in step', async ({ people }) => {
  const [ann, ben] = await friends(people)
  const tab = await ann.page.context().newPage()
  await tab.goto('/')
  const [other, mobile] = await Promise.all([people.elsewhere(ann), people.elsewhere(ann, phone)])
  const screens = [ann.page, tab, other.page, mobile.page]

  await say(ben.page, 'Lunch?')
  for (const page of screens) await expect(row(page, 'Ben')).toContainText('1 unread message')
  await openChat(tab, 'Ben')
  for (const page of screens) await expect(row(page, 'Ben')).not.toContainText('unread')

  await openChat(ann.page, 'Ben')
  await openChat(mobile.page, 'Ben')
  await say(mobile.page, 'At one, at the corner')
  for (const page of [ann.page, tab, mobile.page, ben.page]) await expect(line(page, 'At one, at the corner')).toBeVisible()
  await expect(row(other.page, 'Ben')).toContainText('You: At one, at the corner')

  await mobile.page.getByRole('button', { name: 'Back' }).click()
  await composer(ann.page).fill('I might be')
  await expect(row(other.page, 'Ben')).toContainText('Draft: I might be')
  await openChat(mobile.page, 'Ben')
  await expect(composer(mobile.page)).toHaveValue('I might be')
})

test('settings made in one browser are in force in the others', async ({ people }) => {
  const ann = await people.join('Ann')
  const other = await people.elsewhere(ann)
  await choose(ann.page, 'Menu', 'Settings')
  await ann.page.getByRole('button', { name: 'Appearance' }).click()
  await ann.page.getByText('Dark', { exact: true }).click()
  await expect(other.page.locator('html')).toHaveAttribute('data-theme', 'dark')
  await other.page.reload()
  await expect(other.page.locator('html')).toHaveAttribute('data-theme', 'dark')
})

test('what is written without a network is sent once, when it is back', async ({ people }) => {
  const [ann, ben] = await friends(people)
  await openContact(ann.page, 'Ben')
  await ann.page.context().setOffline(true)
  await expect(ann.page.getByText(/^No connection\./)).toBeVisible()
  await say(ann.page, 'From the tunnel')
  await expect(log(ann.page).getByRole('img', { name: 'Waiting to be sent' })).toBeVisible()
  await ann.page.context().setOffline(false)
  await expect(line(ben.page, 'From the tunnel')).toBeVisible()
  await expect(log(ann.page).getByRole('img', { name: /^(Sent|Delivered|Read)$/ })).toBeVisible()
  await say(ann.page, 'Out again')
  await expect(line(ben.page, 'Out again')).toBeVisible()
  await expect(line(ben.page, 'From the tunnel')).toHaveCount(1)
})

test('a page that was closed without a network sends when it is opened again', async ({ people }) => {
  const [ann, ben] = await friends(people)
  await openContact(ann.page, 'Ben')
  const context = ann.page.context()
  await context.setOffline(true)
  await expect(ann.page.getByText(/^No connection\./)).toBeVisible()
  await say(ann.page, 'Kept in the browser')
  await expect(log(ann.page).getByRole('img', { name: 'Waiting to be sent' })).toBeVisible()
  await ann.page.close()
  await context.setOffline(false)
  const page = await context.newPage()
  await page.goto('/')
  await expect(row(ben.page, 'Ann')).toContainText('Kept in the browser')
})

test('the server is started again while somebody writes: nothing is lost or doubled', async ({ browser }) => {
  const parley = await startParley({ env: { PARLEY_LIMITS: 'off' } })
  const people = createPeople(browser, parley.url)
  const [ann, ben] = await friends(people)
  await openContact(ann.page, 'Ben')
  await say(ann.page, 'Before')
  await parley.halt()
  await expect(ann.page.getByText(/^No connection\./)).toBeVisible()
  await say(ann.page, 'Meanwhile')
  await parley.start()
  await expect(line(ben.page, 'Meanwhile')).toBeVisible({ timeout: 30_000 })
  await say(ann.page, 'After')
  await expect(line(ben.page, 'After')).toBeVisible()
  for (const page of [ann.page, ben.page]) {
    for (const text of ['Before', 'Meanwhile', 'After']) await expect(line(page, text)).toHaveCount(1)
    await expect(page.getByText(/^No connection\./)).toHaveCount(0)
  }
  await people.leave()
  await parley.stop()
  expect(people.faults).toEqual([])
})

test('the title of the tab counts what is unread', async ({ people }) => {
  const [ann, ben] = await friends(people)
  await openChat(ann.page, 'Parley')
  await expect(ann.page).toHaveTitle('Parley')
  await say(ben.page, 'One')
  await say(ben.page, 'Two')
  await expect(ann.page).toHaveTitle('(2) Parley')
  await openChat(ann.page, 'Ben')
  await expect(ann.page).toHaveTitle('Parley')
})

test('scrolling back leads through every message to the first', async ({ people }) => {
  const [ann, ben] = await friends(people)
  const texts = Array.from({ length: 300 }, (_, index) => `line ${index + 1} of 300`)
  await write(ann, ben, texts)
  await openChat(ann.page, 'Ben')
  await expect(line(ann.page, 'line 300 of 300')).toBeVisible()
  const drawn = await log(ann.page).evaluateHandle(collectLines)
  await log(ann.page).hover()
  while (!(await line(ann.page, 'line 1 of 300').isVisible())) await ann.page.mouse.wheel(0, -400)
  await expect(ann.page.getByText('This is where it begins.')).toBeVisible()
  const seen = await drawn.evaluate((set) => [...set])
  expect(texts.filter((text) => !seen.includes(text))).toEqual([])
})

test('nothing moves under the reader’s eyes: neither when older messages come, nor newer ones', async ({ people }) => {
  const [ann, ben] = await friends(people)
  await write(
    ann,
    ben,
    Array.from({ length: 200 }, (_, index) => `line ${index + 1}`),
  )
  await openChat(ann.page, 'Ben')
  await expect(line(ann.page, 'line 200')).toBeInViewport()
  expect(await log(ann.page).evaluate(shiftOnLoad)).toBeLessThan(2)

  const texts = await log(ann.page)
    .getByText(/^line \d+$/)
    .allTextContents()
  const text = texts[Math.floor(texts.length / 2)] ?? ''
  const place = async () => (await line(ann.page, text).boundingBox())?.y
  const before = await place()
  await say(ben.page, 'Something new')
  const pill = ann.page.getByRole('button', { name: '1 new message' })
  await pill.waitFor()
  expect(await place()).toBe(before)
  await pill.click()
  await expect(line(ann.page, 'Something new')).toBeInViewport()
  await expect(pill).toHaveCount(0)
  await expect(row(ann.page, 'Ben')).not.toContainText('unread')
})

test('the Home key leads up, and leaves the reader there', async ({ people }) => {
  const [ann, ben] = await friends(people)
  await write(
    ann,
    ben,
    Array.from({ length: 60 }, (_, index) => `line ${index + 1}`),
  )
  await openChat(ann.page, 'Ben')
  await expect(line(ann.page, 'line 60')).toBeInViewport()
  await log(ann.page).press('Home')
  await expect(ann.page.getByRole('button', { name: 'To the newest message' })).toBeVisible()
  await expect(line(ann.page, 'line 60')).not.toBeInViewport()
  await ann.page.getByRole('button', { name: 'To the newest message' }).click()
  await expect(line(ann.page, 'line 60')).toBeInViewport()
})

/** In the page: every line that is ever drawn from now on. */
function collectLines(box: Element): Set<string> {
  const seen = new Set<string>()
  const look = () => {
    for (const text of box.querySelectorAll('p')) if (text.textContent) seen.add(text.textContent)
  }
  look()
  new MutationObserver(look).observe(box, { childList: true, subtree: true })
  return seen
}

/** In the page: scrolls up, and tells by how many px the lines that are seen move in the moment in which older ones are put before them. */
function shiftOnLoad(box: Element): Promise<number> {
  const places = () =>
    new Map([...box.querySelectorAll('p')].map((text) => [text.textContent ?? '', text.getBoundingClientRect().top] as const))
  return new Promise((resolve) => {
    box.scrollTop -= 400
    let before = places()
    let height = box.scrollHeight
    const look = () => {
      const now = places()
      if (box.scrollHeight > height + 500) {
        return resolve(Math.max(...[...now].map(([text, top]) => Math.abs(top - (before.get(text) ?? top)))))
      }
      before = now
      height = box.scrollHeight
      requestAnimationFrame(look)
    }
    requestAnimationFrame(look)
  })
}
