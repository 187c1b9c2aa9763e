import { expect, test } from 'vitest'
import { leftOut } from './suites.mjs'
import { missing } from './system.mjs'

test('what is not there is missing, by the names it is installed under', () => {
  expect(missing(() => false)).toEqual(expect.arrayContaining(['prosody', 'python3-slixmpp', 'postgresql']))
  expect(missing((what) => what === 'chromium')).not.toContain('chromium')
  expect(missing(() => true)).toEqual([])
})

test('a suite runs when all it cannot do without is there', () => {
  expect(leftOut('live', ['chromium'])).toBeNull()
  expect(leftOut('e2e', ['prosody'])).toBeNull()
})

test('what is left out is named, with what it needs, and nothing of it counts as passed', () => {
  const { passed, failed, skipped } = leftOut('live', ['prosody', 'postgresql']) ?? expect.fail('runs')
  expect({ passed, failed }).toEqual({ passed: 0, failed: 0 })
  expect(skipped).toContain('server/networks/xmpp/chat.live.test.ts (needs prosody)')
  expect(leftOut('e2e', ['chromium'])?.skipped).toContain('e2e/guest.spec.ts (needs chromium)')
})
