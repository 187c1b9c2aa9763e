import { useState } from 'react'
import { classNames } from './class-names.ts'
import { initials } from './initials.ts'
import { avatarColour } from './person-colour.ts'
import { type Presence, PresenceMark } from './presence-mark.tsx'

interface Props {
  name: string
  /** What the colour is made of: the address, so that it is the same in other programs (XEP-0392). */
  seed: string
  picture?: string | null
  /** px */
  size?: number
  /** Rooms are square. */
  room?: boolean
  presence?: Presence | null
  /** One or two characters of the network this belongs to. */
  mark?: string | null
}

/** Picture or coloured initials. Decoration: the name always stands beside it, only the presence is read out. */
export function Avatar({ name, seed, picture = null, size = 36, room = false, presence = null, mark = null }: Props) {
  const [broken, setBroken] = useState<string | null>(null)
  const round = room ? 'rounded-lg' : 'rounded-full'
  return (
    <span className="relative inline-block shrink-0" style={{ width: size, height: size }}>
      {picture && broken !== picture ? (
        // biome-ignore lint/performance/noImgElement: small, already sized by the server, and drawn outside Next too
        <img src={picture} alt="" onError={() => setBroken(picture)} className={classNames('size-full object-cover', round)} />
      ) : (
        <span
          aria-hidden
          className={classNames('flex size-full select-none items-center justify-center font-semibold text-white', round)}
          style={{ backgroundColor: avatarColour(seed), fontSize: size * 0.38 }}
        >
          {initials(name)}
        </span>
      )}
      {presence && (
        <span className="absolute -end-0.5 -bottom-0.5 flex rounded-full bg-(--presence-cut,var(--color-canvas)) p-0.5">
          <PresenceMark show={presence} />
        </span>
      )}
      {mark && (
        <span
          aria-hidden
          className="absolute -start-1 -top-0.5 flex h-3.5 min-w-3.5 items-center justify-center rounded-sm border border-line bg-raised px-0.5 font-semibold text-[0.625rem] text-ink-muted leading-none"
        >
          {mark}
        </span>
      )}
    </span>
  )
}
