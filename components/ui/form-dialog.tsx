'use client'
import { type ReactNode, useId } from 'react'
import { Button } from './button.tsx'
import { Dialog } from './dialog.tsx'
import { focusWrong } from './focus-wrong.ts'
import { Notice } from './notice.tsx'
import { useText } from './text.tsx'

interface Props {
  title: string
  /** On the button that sends it. */
  action: string
  busy?: boolean
  /** A sentence for what went wrong with the whole of it. */
  failed?: string | null | undefined
  onSubmit(): void
  onClose(): void
  children: ReactNode
}

/** A dialog that asks for something and then does it: Enter sends it, Cancel is always there. */
export function FormDialog({ title, action, busy = false, failed, onSubmit, onClose, children }: Props) {
  const t = useText()
  const id = useId()
  const footer = (
    <>
      <Button onClick={onClose}>{t('common.cancel')}</Button>
      <Button type="submit" form={id} look="primary" busy={busy}>
        {action}
      </Button>
    </>
  )
  return (
    <Dialog title={title} onClose={onClose} footer={footer}>
      <form
        id={id}
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          if (busy) return
          onSubmit()
          focusWrong(event.currentTarget)
        }}
        className="flex flex-col gap-4"
      >
        {children}
        {failed && <Notice>{failed}</Notice>}
      </form>
    </Dialog>
  )
}
