import type { Text } from '../../client/i18n/text.ts'
import type { Failure } from '../../contract/errors.ts'

/** The sentence for what went wrong on the way in. `seconds`: how long to wait still, for `throttled`. */
export function sentenceOf({ code, message }: Failure, t: Text, seconds: number): string {
  if (code === 'credentials') return t('entry.wrong')
  if (code === 'throttled') return seconds > 0 ? t('entry.throttled', { seconds }) : t('entry.tryAgainNow')
  if (code === 'conflict') return t('entry.loginTaken')
  if (code === 'offline' || code === 'timeout') return t('entry.unreachable')
  if (code === 'not-found') return t('entry.inviteGone')
  return message
}
