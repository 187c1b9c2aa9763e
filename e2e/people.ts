import { randomBytes } from 'node:crypto'
import type { Browser, BrowserContext, BrowserContextOptions, Page } from '@playwright/test'
import { type Caller, connect, post } from './worlds/caller.ts'

/** Somebody with a login, at a browser of his own. */
export interface Person {
  readonly page: Page
  readonly login: string
  readonly name: string
  readonly password: string
  /** A program that acts for this person, for what takes too long by hand. Close it: it counts as an open tab. */
  caller(): Promise<Caller>
}

export interface People {
  /** What went wrong in any page: uncaught errors, and what the content policy stopped. */
  readonly faults: readonly string[]
  /** A browser nobody has signed in with. */
  visitor(options?: BrowserContextOptions): Promise<Page>
  /** Somebody new, signed in, in front of the main page. His login is made of his name and is like no other. */
  join(name: string, options?: BrowserContextOptions): Promise<Person>
  /** The same person at another browser. */
  elsewhere(person: Person, options?: BrowserContextOptions): Promise<Person>
  /** On each other's contact list. */
  befriend(one: Person, other: Person): Promise<void>
  leave(): Promise<void>
}

export function createPeople(browser: Browser, url: string): People {
  const contexts: BrowserContext[] = []
  const faults: string[] = []
  const enter = async (options: BrowserContextOptions = {}) => {
    const context = await browser.newContext({ baseURL: url, ...options })
    contexts.push(context)
    listen(context, faults)
    return context
  }
  const arrive = async (context: BrowserContext, who: Omit<Person, 'page' | 'caller'>, token: string): Promise<Person> => {
    await context.addCookies([{ name: 'parley_session', value: token, url, httpOnly: true, sameSite: 'Lax' }])
    const page = await context.newPage()
    await page.goto('/')
    await page.getByRole('button', { name: /^You are / }).waitFor()
    return { ...who, page, caller: () => connect(url, token) }
  }
  return {
    faults,
    visitor: async (options) => (await enter(options)).newPage(),
    async join(name, options) {
      const login = `${name.toLowerCase().replace(/[^a-z]+/g, '.')}-${randomBytes(4).toString('hex')}`
      const password = `password-of-${login}`
      const { result } = await post(url, '/api/sign-up', { login, password, name })
      return arrive(await enter(options), { login, name, password }, result.token)
    },
    async elsewhere({ login, name, password }, options) {
      const { result } = await post(url, '/api/sign-in', { login, password })
      return arrive(await enter(options), { login, name, password }, result.token)
    },
    befriend,
    async leave() {
      for (const context of contexts) await context.close()
    },
  }
}

function listen(context: BrowserContext, faults: string[]): void {
  context.on('weberror', (error) => faults.push(String(error.error().stack ?? error.error())))
  context.on('console', (message) => {
    if (message.type() === 'error' && message.text().includes('Content Security Policy')) faults.push(message.text())
  })
}

async function befriend(one: Person, other: Person): Promise<void> {
  const [asker, asked] = await Promise.all([one.caller(), other.caller()])
  const [account] = await asker.all('account')
  await asker.ask('contact.add', { account: account?.id, address: other.login })
  const [request] = (await asked.all('contact')).filter(({ entity }) => entity.state === 'asks')
  await asked.ask('contact.answer', { contact: request?.id, accept: true })
  asker.close()
  asked.close()
}
