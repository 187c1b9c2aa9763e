'use client'
import { type ComponentType, lazy, Suspense } from 'react'
import { ConfirmDialog } from './confirm-dialog.tsx'
import { type DialogKind, type DialogProps, type DialogRequest, useDialogs } from './dialogs.tsx'
import { JumpDialog } from './jump-dialog.tsx'

/** Loaded when first opened, so that they cost the first screen nothing. */
const drawn: { [Kind in DialogKind]?: ComponentType<DialogProps<Kind>> } = {
  confirm: ConfirmDialog,
  /** Part of the page: who presses the keys for it goes on typing at once. */
  jump: JumpDialog,
  shortcuts: lazy(() => import('./shortcuts-dialog.tsx')),
}

function Drawn<Kind extends DialogKind>({ request, onClose }: DialogProps<Kind>) {
  const Component = drawn[request.kind] as ComponentType<{ request: DialogRequest; onClose(): void }> | undefined
  return Component ? <Component request={request} onClose={onClose} /> : null
}

export function DialogHost() {
  const { stack, close } = useDialogs()
  return stack.map((dialog) => (
    <Suspense key={dialog.key}>
      <Drawn request={dialog.request} onClose={() => close(dialog)} />
    </Suspense>
  ))
}
