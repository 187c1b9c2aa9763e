'use client'
import { ChevronRight } from 'lucide-react'
import type { NetworkInfo } from '../../contract/entities.ts'
import type { LoginFlow } from '../../contract/login.ts'
import { useText } from '../ui/text.tsx'
import { NetworkMark } from './network-mark.tsx'

/** One way to sign in to one network. */
export interface LoginWay {
  readonly network: NetworkInfo
  readonly flow: LoginFlow
}

interface Props {
  ways: readonly LoginWay[]
  busy: boolean
  onChoose(way: LoginWay): void
}

export function LoginWays({ ways, busy, onChoose }: Props) {
  const t = useText()
  if (ways.length === 0) return <p className="text-ink-muted">{t('accounts.noNetworks')}</p>
  return (
    <ul className="-mx-2 flex flex-col">
      {ways.map((way, index) => (
        <li key={`${way.network.id} ${way.flow.id}`}>
          <button
            type="button"
            disabled={busy}
            data-first={index === 0 || undefined}
            onClick={() => onChoose(way)}
            className="flex min-h-14 w-full items-center gap-3 rounded-md px-2 py-1 text-start hover:bg-hover disabled:opacity-50"
          >
            <NetworkMark mark={way.network.mark} />
            <span className="min-w-0 flex-1">
              <span className="block font-medium">
                {way.network.logins.length > 1 ? t('accounts.way', { network: way.network.name, way: way.flow.name }) : way.network.name}
              </span>
              <span className="block text-ink-muted text-sm">{way.flow.hint}</span>
            </span>
            <ChevronRight aria-hidden className="size-4 shrink-0 text-ink-muted rtl:-scale-x-100" />
          </button>
        </li>
      ))}
    </ul>
  )
}
