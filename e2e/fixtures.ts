import { type Browser, test as base, expect, type Page } from '@playwright/test'
import { type Parley, startParley } from './worlds/parley.ts'
import { type Prosody, startProsody } from './worlds/prosody.ts'

interface Worlds {
  readonly prosody: Prosody
  readonly parley: Parley
}

/** One server of each kind per worker; tests keep apart by using people of their own. */
export const test = base.extend<object, Worlds>({
  prosody: [
    // biome-ignore lint/correctness/noEmptyPattern: playwright reads the names of what is destructured, here none
    async ({}, use) => {
      const prosody = await startProsody()
      await use(prosody)
      await prosody.stop()
    },
    { scope: 'worker', timeout: 60_000 },
  ],
  parley: [
    async ({ prosody }, use) => {
      const parley = await startParley({ services: [prosody.service] })
      await use(parley)
      await parley.stop()
    },
    { scope: 'worker', timeout: 60_000 },
  ],
})

export { expect, type Page }

/** Someone at a browser of his own: nothing is shared with the others. */
export async function someone(browser: Browser, options: Parameters<Browser['newContext']>[0] = {}): Promise<Page> {
  const context = await browser.newContext(options)
  return context.newPage()
}
