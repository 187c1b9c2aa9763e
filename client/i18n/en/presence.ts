export const presence = {
  online: 'Available',
  away: 'Away',
  busy: 'Busy',
  hidden: 'Invisible',
  offline: 'Offline',
  unknown: 'Presence unknown',
  status: 'Status',
  statusHint: 'What others read beside your name',
  set: 'Set status',
  menu: 'You are {show}. Change presence or status',
} as const
