'use client'
import { type ComponentType, lazy, Suspense } from 'react'
import { ConfirmDialog } from './confirm-dialog.tsx'
import { type DialogKind, type DialogProps, type DialogRequest, useDialogs } from './dialogs.tsx'

/** Loaded when first opened, so that they cost the first screen nothing. */
const drawn: { [Kind in DialogKind]?: ComponentType<DialogProps<Kind>> } = {
  confirm: ConfirmDialog,
  jump: lazy(() => import('./jump-dialog.tsx')),
  shortcuts: lazy(() => import('./shortcuts-dialog.tsx')),
}

function Drawn<Kind extends DialogKind>({ request, onClose }: DialogProps<Kind>) {
  const Component = drawn[request.kind] as ComponentType<{ request: DialogRequest; onClose(): void }> | undefined
  return Component ? <Component request={request} onClose={onClose} /> : null
}

export function DialogHost() {
  const { current, close } = useDialogs()
  return <Suspense>{current && <Drawn request={current} onClose={close} />}</Suspense>
}
