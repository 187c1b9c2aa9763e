import type { Locator, Page } from '@playwright/test'
import { choose, composer, line, openChat, row, say, title } from './chat.ts'
import { expect, test } from './fixtures.ts'
import type { People, Person } from './people.ts'

const members = (page: Page): Locator => page.getByRole('region', { name: 'Members' })

async function create(page: Page, name: string, more: { topic?: string; open?: boolean; with?: string } = {}): Promise<void> {
  await choose(page, 'New', 'Create a room')
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill(name)
  if (more.topic) await page.getByRole('textbox', { name: 'Topic' }).fill(more.topic)
  if (more.open) await page.getByRole('switch', { name: 'Public' }).click()
  if (more.with) await page.getByRole('checkbox', { name: more.with }).check()
  await page.getByRole('button', { name: 'Create' }).click()
  await expect(title(page, name)).toBeVisible()
}

/** Something from the menu of a member. */
async function moderate(page: Page, name: string, action: string): Promise<void> {
  await members(page)
    .getByRole('button', { name: `Actions for ${name}` })
    .click()
  await page.getByRole('menuitem', { name: action }).click()
}

/** Ann's room with Ben in it, and its members shown to her. */
async function room(people: People): Promise<readonly [Person, Person]> {
  const [ann, ben] = await Promise.all([people.join('Ann'), people.join('Ben')])
  await people.befriend(ann, ben)
  await create(ann.page, 'Orchard', { with: 'Ben' })
  await ann.page.getByRole('button', { name: 'Show details' }).click()
  await openChat(ben.page, 'Orchard')
  await ben.page.getByRole('button', { name: 'Join', exact: true }).click()
  await expect(composer(ben.page)).toBeVisible()
  await expect(members(ann.page).getByText('Ben')).toBeVisible()
  return [ann, ben]
}

test('a public room is made, found in the directory and joined', async ({ people }) => {
  const [ann, ben] = await Promise.all([people.join('Ann'), people.join('Ben')])
  const name = `Bakers ${ann.login.slice(-8)}`
  await create(ann.page, name, { topic: 'Bread and patience', open: true })
  await expect(ann.page.getByRole('main').getByText('Bread and patience')).toBeVisible()
  await choose(ben.page, 'New', 'Find a room')
  await ben.page.getByRole('textbox', { name: 'Name or address' }).fill(name)
  await ben.page.getByRole('listitem').filter({ hasText: 'Bread and patience' }).getByRole('button').click()
  await expect(title(ben.page, name)).toBeVisible()
  await say(ben.page, 'Good morning')
  await expect(line(ann.page, 'Good morning')).toBeVisible()
})

test('a private room is not in the directory', async ({ people }) => {
  const [ann, ben] = await Promise.all([people.join('Ann'), people.join('Ben')])
  const name = `Cellar ${ann.login.slice(-8)}`
  await create(ann.page, name)
  await choose(ben.page, 'New', 'Find a room')
  await ben.page.getByRole('textbox', { name: 'Name or address' }).fill(name)
  await ben.page.getByRole('button', { name: `Join ${name}` }).click()
  await expect(ben.page.getByRole('dialog').getByRole('alert')).toBeVisible()
  await expect(row(ben.page, name)).toHaveCount(0)
})

test('an invitation is declined', async ({ people }) => {
  const [ann, ben] = await Promise.all([people.join('Ann'), people.join('Ben')])
  await people.befriend(ann, ben)
  await create(ann.page, 'Orchard', { with: 'Ben' })
  await openChat(ben.page, 'Orchard')
  await ben.page.getByRole('button', { name: 'Decline' }).click()
  await expect(ben.page.getByRole('button', { name: 'Join', exact: true })).toHaveCount(0)
})

test('the owner changes the topic and the name for everybody', async ({ people }) => {
  const [ann, ben] = await room(people)
  await ann.page.getByRole('button', { name: 'Edit room…' }).click()
  await ann.page.getByRole('textbox', { name: 'Name', exact: true }).fill('Old orchard')
  await ann.page.getByRole('textbox', { name: 'Topic' }).fill('Apples from May on')
  await ann.page.getByRole('button', { name: 'Save' }).click()
  await expect(title(ben.page, 'Old orchard')).toBeVisible()
  await expect(ben.page.getByRole('main').getByText('Apples from May on')).toBeVisible()
})

test('an admin is made, and may edit the room then', async ({ people }) => {
  const [ann, ben] = await room(people)
  await ben.page.getByRole('button', { name: 'Show details' }).click()
  await expect(ben.page.getByRole('button', { name: 'Leave…' })).toBeVisible()
  await expect(ben.page.getByRole('button', { name: 'Edit room…' })).toHaveCount(0)
  await moderate(ann.page, 'Ben', 'Make admin')
  await expect(members(ann.page).getByRole('listitem').filter({ hasText: 'Ben' })).toContainText('Admin')
  await expect(ben.page.getByRole('button', { name: 'Edit room…' })).toBeVisible()
})

test('somebody is removed, and somebody is banned until the ban is lifted', async ({ people }) => {
  const [ann, ben] = await room(people)
  await moderate(ann.page, 'Ben', 'Remove from the room')
  await expect(ben.page.getByText('You were removed from this room.')).toBeVisible()
  await expect(members(ann.page).getByText('Ben')).toHaveCount(0)

  await ann.page.getByRole('button', { name: 'Invite…' }).click()
  await ann.page.getByRole('button', { name: 'Invite Ben' }).click()
  await expect(ann.page.getByText('Invited')).toBeVisible()
  await ann.page.keyboard.press('Escape')
  await ben.page.getByRole('button', { name: 'Join', exact: true }).click()
  await moderate(ann.page, 'Ben', 'Ban…')
  await ann.page.getByRole('dialog', { name: 'Ban Ben from this room?' }).getByRole('button', { name: 'Ban' }).click()
  await expect(ben.page.getByText('You are banned from this room.')).toBeVisible()
  await moderate(ann.page, 'Ben', 'Lift the ban')
  await expect(ben.page.getByText('You are banned from this room.')).toHaveCount(0)
})

test('whoever leaves gets nothing more from the room', async ({ people }) => {
  const [ann, ben] = await room(people)
  await ben.page.getByRole('main').getByRole('button', { name: 'Actions for Orchard' }).click()
  await ben.page.getByRole('menuitem', { name: 'Leave…' }).click()
  await ben.page.getByRole('dialog', { name: 'Leave Orchard?' }).getByRole('button', { name: 'Leave' }).click()
  await expect(ben.page.getByText('You left this room.')).toBeVisible()
  await say(ann.page, 'Now that he is gone')
  await expect(line(ann.page, 'Now that he is gone')).toBeVisible()
  await expect(line(ben.page, 'Now that he is gone')).toHaveCount(0)
  await expect(row(ben.page, 'Orchard')).not.toContainText('Now that he is gone')
})
