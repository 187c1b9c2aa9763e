'use client'
import { createContext, type ReactNode, useContext, useMemo, useState } from 'react'
import type { AccountId, ContactId, ConversationId } from '../../contract/ids.ts'

/** Every dialog that can be asked for from anywhere; `dialog-host.tsx` knows which component draws which. */
export type DialogRequest =
  | { readonly kind: 'jump' }
  | { readonly kind: 'shortcuts' }
  | { readonly kind: 'settings' }
  | { readonly kind: 'accounts' }
  /** Links a new account, or signs in again to one that needs it. */
  | { readonly kind: 'login'; readonly account: AccountId | null }
  | { readonly kind: 'add-contact'; readonly account?: AccountId; readonly address?: string }
  | { readonly kind: 'edit-contact'; readonly contact: ContactId }
  | { readonly kind: 'create-room' }
  | { readonly kind: 'join-room' }
  | { readonly kind: 'edit-room'; readonly conversation: ConversationId }
  /** A link, and for a room also contacts to invite; null: a link to chat with this user. */
  | { readonly kind: 'invite'; readonly conversation: ConversationId | null }
  | {
      readonly kind: 'confirm'
      readonly title: string
      readonly hint: string
      readonly action: string
      run(): unknown
    }

export type DialogKind = DialogRequest['kind']

export interface DialogProps<Kind extends DialogKind> {
  readonly request: Extract<DialogRequest, { kind: Kind }>
  onClose(): void
}

export interface OpenDialog {
  readonly key: number
  readonly request: DialogRequest
}

interface Dialogs {
  /** One above the other, the topmost last: a question asked from the settings goes back to the settings. */
  readonly stack: readonly OpenDialog[]
  open(request: DialogRequest): void
  close(dialog: OpenDialog): void
}

const DialogsContext = createContext<Dialogs | null>(null)

export function DialogsProvider({ children }: { children: ReactNode }) {
  const [stack, setStack] = useState<readonly OpenDialog[]>([])
  const dialogs = useMemo<Dialogs>(
    () => ({
      stack,
      open: (request) => setStack((below) => [...below, { key: (below.at(-1)?.key ?? 0) + 1, request }]),
      close: (dialog) => setStack((all) => all.filter((one) => one !== dialog)),
    }),
    [stack],
  )
  return <DialogsContext value={dialogs}>{children}</DialogsContext>
}

export function useDialogs(): Dialogs {
  const dialogs = useContext(DialogsContext)
  if (!dialogs) throw new Error('DialogsProvider is missing')
  return dialogs
}
