'use client'
import { type ComponentType, lazy, Suspense } from 'react'
import { ConfirmDialog } from './confirm-dialog.tsx'
import { type DialogKind, type DialogProps, type DialogRequest, useDialogs } from './dialogs.tsx'
import { JumpDialog } from './jump-dialog.tsx'

/** Loaded when first opened, so that they cost the first screen nothing. */
const drawn: { [Kind in DialogKind]: ComponentType<DialogProps<Kind>> } = {
  confirm: ConfirmDialog,
  /** Part of the page: who presses the keys for it goes on typing at once. */
  jump: JumpDialog,
  shortcuts: lazy(() => import('./shortcuts-dialog.tsx')),
  settings: lazy(() => import('../settings/settings-dialog.tsx')),
  accounts: lazy(() => import('../settings/settings-dialog.tsx')),
  login: lazy(() => import('../accounts/login-dialog.tsx')),
  'add-contact': lazy(() => import('../contacts/add-contact-dialog.tsx')),
  'edit-contact': lazy(() => import('../contacts/edit-contact-dialog.tsx')),
  'create-room': lazy(() => import('../rooms/create-room-dialog.tsx')),
  'join-room': lazy(() => import('../rooms/join-room-dialog.tsx')),
  'edit-room': lazy(() => import('../rooms/edit-room-dialog.tsx')),
  invite: lazy(() => import('../invites/invite-dialog.tsx')),
}

function Drawn<Kind extends DialogKind>({ request, onClose }: DialogProps<Kind>) {
  const Component = drawn[request.kind] as ComponentType<{ request: DialogRequest; onClose(): void }>
  return <Component request={request} onClose={onClose} />
}

export function DialogHost() {
  const { stack, close } = useDialogs()
  return stack.map((dialog) => (
    <Suspense key={dialog.key}>
      <Drawn request={dialog.request} onClose={() => close(dialog)} />
    </Suspense>
  ))
}
