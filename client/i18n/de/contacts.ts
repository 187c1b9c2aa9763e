export const contacts = {
  who: 'Name oder Adresse',
  hint: 'Gib einen Namen oder eine Adresse ein. Du kannst gleich schreiben oder die Person erst in deine Liste aufnehmen.',
  found: 'Wer passt',
  nobody: 'Niemand mit diesem Namen gefunden. Eine Adresse hat keine Leerzeichen.',
  onList: 'Kontakt',
  addPerson: '{name} zu deinen Kontakten hinzufügen',
  chat: 'Chatten',
  edit: 'Kontakt bearbeiten',
  name: 'Name',
  newGroup: 'Neue Gruppe',
  addGroup: 'Hinzufügen',
} as const
