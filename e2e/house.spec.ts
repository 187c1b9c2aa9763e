import { act, choose, composer, contact, line, log, openChat, openContact, roster, row, say, showContacts } from './chat.ts'
import { expect, test } from './fixtures.ts'
import type { People, Person } from './people.ts'

/** Two friends with the same conversation open. */
async function pair(people: People): Promise<readonly [Person, Person]> {
  const [ann, ben] = await Promise.all([people.join('Ann'), people.join('Ben')])
  await people.befriend(ann, ben)
  await openContact(ann.page, 'Ben')
  await say(ann.page, 'Hello Ben')
  await openChat(ben.page, 'Ann')
  await expect(line(ben.page, 'Hello Ben')).toBeVisible()
  return [ann, ben]
}

test('a message is sent, then delivered, then read', async ({ people }) => {
  const [ann, ben] = await Promise.all([people.join('Ann'), people.join('Ben')])
  await people.befriend(ann, ben)
  await openContact(ann.page, 'Ben')
  await say(ann.page, 'Are you there?')
  await expect(log(ann.page).getByRole('img', { name: 'Delivered' })).toBeVisible()
  await expect(row(ben.page, 'Ann')).toContainText('1 unread message')
  await openChat(ben.page, 'Ann')
  await expect(log(ann.page).getByRole('img', { name: 'Read', exact: true })).toBeVisible()
  await expect(row(ben.page, 'Ann')).not.toContainText('unread')
})

test('one sees the other type, until the message is there', async ({ people }) => {
  const [ann, ben] = await pair(people)
  await composer(ben.page).pressSequentially('Just a mom')
  await expect(ann.page.getByRole('main').getByText('Ben is typing…')).toBeVisible()
  await expect(row(ann.page, 'Ben')).toContainText('Ben is typing…')
  await composer(ben.page).press('Enter')
  await expect(line(ann.page, 'Just a mom')).toBeVisible()
  await expect(ann.page.getByText('Ben is typing…')).toHaveCount(0)
})

test('the last message is edited with the arrow up', async ({ people }) => {
  const [ann, ben] = await pair(people)
  await composer(ann.page).press('ArrowUp')
  await expect(composer(ann.page)).toHaveValue('Hello Ben')
  await composer(ann.page).fill('Hello dear Ben')
  await composer(ann.page).press('Enter')
  await expect(line(ben.page, 'Hello dear Ben')).toBeVisible()
  await expect(line(ben.page, 'edited')).toBeVisible()
  await expect(line(ben.page, 'Hello Ben')).toHaveCount(0)
})

test('a message is deleted for both, after a question', async ({ people }) => {
  const [ann, ben] = await pair(people)
  await act(ann.page, 'Hello Ben', 'Delete…')
  await ann.page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click()
  for (const page of [ann.page, ben.page]) {
    await expect(line(page, 'Message deleted')).toBeVisible()
    await expect(line(page, 'Hello Ben')).toHaveCount(0)
  }
})

test('an answer carries what it answers', async ({ people }) => {
  const [ann, ben] = await pair(people)
  await act(ben.page, 'Hello Ben', 'Reply')
  await expect(ben.page.getByText('Reply to Ann')).toBeVisible()
  await say(ben.page, 'Hello yourself')
  await expect(log(ann.page).getByRole('button', { name: 'In reply to Ann: Hello Ben' })).toBeVisible()
  await expect(line(ann.page, 'Hello yourself')).toBeVisible()
})

test('a reaction is given, counted and taken back', async ({ people }) => {
  const [ann, ben] = await pair(people)
  await act(ben.page, 'Hello Ben', 'React')
  await ben.page.getByRole('group', { name: 'Emoji' }).getByRole('button', { name: 'thumbsup' }).click()
  await expect(log(ann.page).getByRole('button', { name: '1 person reacted with 👍' })).toBeVisible()
  await log(ann.page)
    .getByRole('button', { name: /reacted with 👍/ })
    .click()
  await expect(log(ben.page).getByRole('button', { name: '2 people reacted with 👍, you too' })).toBeVisible()
  await log(ben.page)
    .getByRole('button', { name: /reacted with 👍/ })
    .click()
  await expect(log(ann.page).getByRole('button', { name: '1 person reacted with 👍, you too' })).toBeVisible()
})

test('whoever is blocked no longer gets through', async ({ people }) => {
  const [ann, ben] = await pair(people)
  await ann.page.getByRole('main').getByRole('button', { name: 'Actions for Ben' }).click()
  await ann.page.getByRole('menuitem', { name: 'Block…' }).click()
  await ann.page.getByRole('dialog', { name: 'Block Ben?' }).getByRole('button', { name: 'Block' }).click()
  await expect(ann.page.getByText('You have blocked Ben.')).toBeVisible()
  await say(ben.page, 'Can you hear me?')
  await expect(row(ben.page, 'Ann').getByRole('img')).toHaveAccessibleName('Offline')
  await expect(line(ben.page, 'Can you hear me?')).toBeVisible()
  await expect(row(ann.page, 'Ben')).not.toContainText('Can you hear me?')
  await ann.page.getByRole('button', { name: 'Unblock' }).click()
  await expect(row(ben.page, 'Ann').getByRole('img')).toHaveAccessibleName('Available')
  await say(ben.page, 'And now?')
  await expect(line(ann.page, 'And now?')).toBeVisible()
})

test('presence: away, busy, invisible, and a few words of one’s own', async ({ people }) => {
  const [ann, ben] = await pair(people)
  const set = async (name: string) => {
    await ann.page.getByRole('button', { name: /^You are / }).click()
    await ann.page.getByRole('button', { name, exact: true }).click()
  }
  const seen = row(ben.page, 'Ann').getByRole('img')
  await expect(seen).toHaveAccessibleName('Available')
  await set('Away')
  await expect(seen).toHaveAccessibleName('Away')
  await set('Busy')
  await expect(seen).toHaveAccessibleName('Busy')
  await set('Invisible')
  await expect(seen).toHaveAccessibleName('Offline')
  await set('Available')
  await expect(seen).toHaveAccessibleName('Available')
  await ann.page.getByRole('button', { name: /^You are / }).click()
  await ann.page.getByRole('textbox', { name: 'Status' }).fill('Back at four')
  await ann.page.getByRole('button', { name: 'Set status' }).click()
  await expect(ben.page.getByRole('main').getByText('Back at four')).toBeVisible()
})

test('a contact request is accepted', async ({ people }) => {
  const [ann, ben] = await Promise.all([people.join('Ann'), people.join('Ben')])
  await ask(ann, ben)
  await expect(roster(ben.page).getByRole('region', { name: '1 contact request' })).toBeVisible()
  await ben.page.getByRole('button', { name: 'Accept Ann' }).click()
  await showContacts(ann.page)
  await expect(contact(ann.page, 'Ben').getByRole('img', { name: 'Available' })).toBeVisible()
  await expect(ben.page.getByRole('button', { name: 'Accept Ann' })).toHaveCount(0)
})

test('a contact request is declined', async ({ people }) => {
  const [ann, ben] = await Promise.all([people.join('Ann'), people.join('Ben')])
  await ask(ann, ben)
  await ben.page.getByRole('button', { name: 'Decline Ann' }).click()
  await expect(ben.page.getByRole('region', { name: /contact request/ })).toHaveCount(0)
  await showContacts(ben.page)
  await expect(contact(ben.page, 'Ann')).toHaveCount(0)
})

/** By the login that others find one by. */
async function ask({ page }: Person, other: Person): Promise<void> {
  await choose(page, 'New', 'Add a contact')
  await page.getByRole('textbox', { name: 'Name or address' }).fill(other.login)
  await page.getByRole('button', { name: `Add ${other.name} to your contacts` }).click()
  await expect(page.getByRole('dialog').getByText('Contact', { exact: true })).toBeVisible()
  await page.keyboard.press('Escape')
}
