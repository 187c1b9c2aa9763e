'use client'
import { useState } from 'react'
import type { ServerInfo, SignedIn } from '../../contract/http.ts'
import { Button } from '../ui/button.tsx'
import { Skeleton } from '../ui/skeleton.tsx'
import { useText } from '../ui/text.tsx'
import { readServer } from './ask.ts'
import { GuestForm } from './guest-form.tsx'
import { AcceptFailure, useAccept } from './invite-accept.tsx'
import { openPage } from './open-page.ts'
import { SignInForm } from './sign-in-form.tsx'
import { SignUpForm } from './sign-up-form.tsx'
import { useAsked } from './use-asked.ts'

type Way = 'guest' | 'sign-in' | 'sign-up'

const labels = { guest: 'entry.joinAsGuest', 'sign-in': 'entry.signIn', 'sign-up': 'entry.signUp' } as const

/** A link opens the server to newcomers, unless it takes none at all. */
const waysOf = ({ guests, signUp }: ServerInfo): Way[] => [
  ...(guests ? (['guest'] as const) : []),
  'sign-in',
  ...(signUp === 'closed' ? [] : (['sign-up'] as const)),
]

/** For somebody who is not signed in: as a guest, with his login, or with a new one. */
export function InviteWays({ code }: { code: string }) {
  const { answer } = useAsked(readServer)
  const [chosen, choose] = useState<Way | null>(null)
  if (!answer) return <Skeleton className="h-24" />
  const ways = waysOf(answer.ok ? answer.result : { guests: true, signUp: 'open', claimed: true })
  const way = chosen ?? ways[0] ?? 'sign-in'
  return (
    <>
      {way === 'guest' && <GuestForm invite={code} first onIn={arrive} />}
      {way === 'sign-up' && <SignUpForm invite={code} onIn={arrive} />}
      {way === 'sign-in' && <SignInAndAccept code={code} />}
      <OtherWays ways={ways.filter((one) => one !== way)} onChoose={choose} />
    </>
  )
}

const arrive = ({ conversation }: SignedIn) => openPage(conversation)

function SignInAndAccept({ code }: { code: string }) {
  const { failure, accept } = useAccept(code)
  return (
    <>
      {failure && <AcceptFailure failure={failure} />}
      <SignInForm onIn={() => void accept()} />
    </>
  )
}

function OtherWays({ ways, onChoose }: { ways: readonly Way[]; onChoose(way: Way): void }) {
  const t = useText()
  return (
    <div className="flex flex-wrap justify-center gap-2">
      {ways.map((way) => (
        <Button key={way} look="plain" size="small" onClick={() => onChoose(way)}>
          {t(labels[way])}
        </Button>
      ))}
    </div>
  )
}
