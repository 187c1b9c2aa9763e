import type { Contact } from '../../contract/entities.ts'

export type ContactRow =
  | { readonly kind: 'heading'; readonly key: string; readonly name: string; readonly count: number }
  | { readonly kind: 'contact'; readonly key: string; readonly contact: Contact }

/** Contacts by group, groups by name, those without one last; a contact in two groups stands in both. No headings without groups. */
export function contactRows(contacts: readonly Contact[], others: string): ContactRow[] {
  const groups = new Map<string, Contact[]>()
  const rest: Contact[] = []
  for (const contact of contacts) {
    if (contact.state === 'asks') continue
    if (contact.groups.length === 0) rest.push(contact)
    for (const group of contact.groups) groups.set(group, [...(groups.get(group) ?? []), contact])
  }
  if (groups.size === 0) return rest.map((contact) => ({ kind: 'contact', key: contact.id, contact }))
  const { compare } = new Intl.Collator()
  const sections = [...groups].sort(([a], [b]) => compare(a, b))
  if (rest.length > 0) sections.push([others, rest])
  return sections.flatMap(([name, members], section): ContactRow[] => [
    { kind: 'heading', key: `${section}`, name, count: members.length },
    ...members.map((contact): ContactRow => ({ kind: 'contact', key: `${section}:${contact.id}`, contact })),
  ])
}
