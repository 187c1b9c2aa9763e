export const contacts = {
  who: 'Name or address',
  hint: 'Type a name or an address. You can write to them at once, or put them on your list first.',
  found: 'Who fits',
  nobody: 'Nobody of that name was found. An address has no spaces.',
  onList: 'Contact',
  addPerson: 'Add {name} to your contacts',
  chat: 'Chat',
  edit: 'Edit contact',
  name: 'Name',
  newGroup: 'New group',
  addGroup: 'Add',
} as const
