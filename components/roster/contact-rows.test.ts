import { expect, test } from 'vitest'
import type { Contact } from '../../contract/entities.ts'
import { contactRows } from './contact-rows.ts'

const contact = (name: string, groups: string[], more: Partial<Contact> = {}) =>
  ({ id: name, name, groups, state: 'both', blocked: false, ...more }) as Contact

const names = (contacts: Contact[]) =>
  contactRows(contacts, 'Others').map((row) => (row.kind === 'heading' ? `# ${row.name} ${row.count}` : row.contact.name))

test('without groups there are no headings', () => expect(names([contact('Ada', []), contact('Bo', [])])).toEqual(['Ada', 'Bo']))

test('groups stand by name, a contact in each of his, the others last', () => {
  const rows = names([contact('Ada', ['Work', 'Friends']), contact('Bo', []), contact('Cy', ['Work'])])
  expect(rows).toEqual(['# Friends 1', 'Ada', '# Work 2', 'Ada', 'Cy', '# Others 1', 'Bo'])
})

test('keys are different even when a contact stands twice', () => {
  const keys = contactRows([contact('Ada', ['Work', 'Friends'])], 'Others').map((row) => row.key)
  expect(new Set(keys).size).toBe(keys.length)
})

test('who only asks is not on the list yet', () => expect(names([contact('Ada', [], { state: 'asks' })])).toEqual([]))
