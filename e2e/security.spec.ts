import { line, log, openContact, row, say } from './chat.ts'
import { expect, test } from './fixtures.ts'
import { connect } from './worlds/caller.ts'

const hostile = [
  '<script>document.title = "taken"</script>',
  '<img src=x onerror="document.title = \'taken\'">',
  'javascript:document.title="taken"',
  '[press here](javascript:document.title="taken")',
]

test('every page carries a policy with a nonce of its own, and cannot be framed', async ({ parley }) => {
  const nonces = new Set<string>()
  for (const path of ['/sign-in', '/sign-in', '/', '/invite/none', '/claim/none', '/nowhere']) {
    const { headers } = await fetch(new URL(path, parley.url))
    const policy = headers.get('content-security-policy') ?? ''
    expect(policy, path).toMatch(/script-src 'self' 'nonce-[\w+/=]{22,}' 'strict-dynamic'(;|$)/)
    expect(policy, path).toContain("frame-ancestors 'none'")
    expect(policy, path).toContain("object-src 'none'")
    nonces.add(/'nonce-([^']+)'/.exec(policy)?.[1] ?? '')
  }
  expect(nonces.size).toBe(6)
})

test('nobody makes the server work on pictures', async ({ parley }) => {
  expect((await fetch(new URL('/_next/image?url=%2Ficon-512.png&w=64&q=75', parley.url))).status).toBe(404)
})

test('what people write stays text: in messages, names and topics', async ({ people }) => {
  const [ann, ben] = await Promise.all([people.join('Ann'), people.join('Ben')])
  await people.befriend(ann, ben)
  const caller = await ann.caller()
  const [account] = await caller.all('account')
  await caller.ask('me.update', { name: '<b onclick=alert(1)>Ann</b>' })
  await caller.ask('room.create', { account: account?.id, name: '<script>1</script>', topic: hostile[1], public: false, contacts: [] })
  caller.close()
  await openContact(ann.page, 'Ben')
  for (const text of hostile) await say(ann.page, text)
  await row(ben.page, '<b onclick=alert(1)>Ann</b>').click()
  for (const text of hostile.slice(0, 3)) await expect(line(ben.page, text)).toBeVisible()
  await expect(log(ben.page).getByRole('link')).toHaveCount(0)
  await row(ann.page, '<script>1</script>').click()
  await expect(ann.page.getByRole('main').getByText('onerror')).toBeVisible()
  await expect(ann.page).not.toHaveTitle(/taken/)
  await expect(ben.page).not.toHaveTitle(/taken/)
})

test('links lead to web addresses, in a tab that knows nothing of this one', async ({ people }) => {
  const [ann, ben] = await Promise.all([people.join('Ann'), people.join('Ben')])
  await people.befriend(ann, ben)
  await openContact(ann.page, 'Ben')
  await say(ann.page, 'See https://example.org/a?b=c, or mailto:ann@example.org')
  const links = log(ann.page).getByRole('link')
  await expect(links).toHaveCount(2)
  await expect(links.first()).toHaveAttribute('href', 'https://example.org/a?b=c')
  await expect(links.first()).toHaveAttribute('rel', /noopener/)
})

test('other sites cannot post in somebody’s name', async ({ people, parley }) => {
  const { page } = await people.join('Ann')
  const cookie = (await page.context().cookies()).map(({ name, value }) => `${name}=${value}`).join('; ')
  const signOut = (headers: Record<string, string>) =>
    fetch(new URL('/api/sign-out', parley.url), {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie, ...headers },
      body: '{}',
    })
  expect((await signOut({ origin: 'https://evil.example' })).status).toBe(403)
  expect((await signOut({ origin: 'null' })).status).toBe(403)
  expect((await signOut({ 'sec-fetch-site': 'cross-site' })).status).toBe(403)
  await page.reload()
  await expect(page.getByRole('button', { name: /^You are / })).toBeVisible()
})

test('other sites cannot open a socket with somebody’s cookie', async ({ people, parley, browser }) => {
  const { page } = await people.join('Ann')
  const [session] = await page.context().cookies()
  const refused = await fetch(new URL('/rt/?EIO=4&transport=polling', parley.url), {
    headers: { origin: 'https://evil.example', cookie: `parley_session=${session?.value}` },
  })
  expect(refused.status).toBe(403)
  const evil = await browser.newPage()
  const outcome = await evil.evaluate(
    (url) =>
      new Promise((resolve) => {
        const socket = new WebSocket(url)
        socket.onopen = () => resolve('open')
        socket.onerror = () => resolve('refused')
      }),
    `${parley.url.replace('http', 'ws')}/rt/?EIO=4&transport=websocket`,
  )
  expect(outcome).toBe('refused')
  await evil.context().close()
})

test('a page of another site cannot show Parley in a frame', async ({ browser, parley }) => {
  const page = await browser.newPage()
  const blocked = page.waitForEvent('console', (message) => message.text().includes('frame-ancestors'))
  await page.setContent(`<iframe src="${parley.url}/sign-in"></iframe>`)
  await blocked
  await expect(page.frameLocator('iframe').getByRole('heading')).toHaveCount(0)
  await page.context().close()
})

test('whoever is signed out is out: his token opens nothing', async ({ people, parley }) => {
  const { page, caller } = await people.join('Ann')
  const { token, close } = await caller()
  close()
  await page.getByRole('button', { name: 'Menu', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await expect(page.getByRole('heading', { name: 'Sign in to Parley' })).toBeVisible()
  const late = await connect(parley.url, token)
  await expect.poll(() => late.goodbyes).toEqual(['signed-out'])
  late.close()
})
