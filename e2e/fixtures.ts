import { test as base, expect } from '@playwright/test'
import { createPeople, type People } from './people.ts'
import { type Parley, startParley } from './worlds/parley.ts'

interface Stage {
  /** Everybody in this test; nobody is shared with another test. */
  readonly people: People
}

interface Worlds {
  readonly parley: Parley
}

/** One server per worker; tests keep apart by using people of their own. Rate limits would take them all for one customer. */
export const test = base.extend<Stage, Worlds>({
  parley: [
    // biome-ignore lint/correctness/noEmptyPattern: playwright reads the names of what is destructured, here none
    async ({}, use) => {
      const parley = await startParley({ env: { PARLEY_LIMITS: 'off' } })
      await use(parley)
      await parley.stop()
    },
    { scope: 'worker', timeout: 60_000 },
  ],
  people: async ({ browser, parley }, use) => {
    const people = createPeople(browser, parley.url)
    await use(people)
    await people.leave()
    expect(people.faults, 'errors in the pages of this test').toEqual([])
  },
})

export { expect }
