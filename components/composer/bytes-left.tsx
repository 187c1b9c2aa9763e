'use client'
import { limits } from '../../contract/limits.ts'
import { classNames } from '../ui/class-names.ts'
import { useDates, useText } from '../ui/text.tsx'

/** The longest message in UTF-8 bytes: the network's limit and the core's. */
export const byteLimit = (network: number | undefined) => Math.min(network ?? limits.textBytes, limits.textBytes)

/** Negative when the text is too long. */
export const bytesLeft = (text: string, limit: number) => limit - new TextEncoder().encode(text).length

/** Shown once the end is near: a fifth of the limit, at most 200 bytes. */
export function BytesLeft({ left, limit }: { left: number; limit: number }) {
  const t = useText()
  const dates = useDates()
  if (left > Math.min(200, limit / 5)) return null
  const label = left < 0 ? t('composer.tooLong', { count: -left }) : t('composer.bytesLeft', { count: left })
  return (
    <span title={label} className={classNames('self-center text-xs tabular-nums', left < 0 ? 'font-medium text-danger' : 'text-ink-muted')}>
      <span aria-hidden>{dates.number(left)}</span>
      <span role="status" className="sr-only">
        {label}
      </span>
    </span>
  )
}
