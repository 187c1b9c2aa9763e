export const presence = {
  online: 'Verfügbar',
  away: 'Abwesend',
  busy: 'Beschäftigt',
  hidden: 'Unsichtbar',
  offline: 'Offline',
  unknown: 'Anwesenheit unbekannt',
  status: 'Status',
  statusHint: 'Was andere neben deinem Namen lesen',
  set: 'Status setzen',
  menu: 'Du bist {show}. Anwesenheit oder Status ändern',
} as const
