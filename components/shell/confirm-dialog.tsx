import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { useText } from '../ui/text.tsx'
import type { DialogProps } from './dialogs.tsx'

/** Asked before something that cannot be taken back. */
export function ConfirmDialog({ request, onClose }: DialogProps<'confirm'>) {
  const t = useText()
  const run = () => {
    onClose()
    request.run()
  }
  const footer = (
    <>
      <Button onClick={onClose} data-first>
        {t('common.cancel')}
      </Button>
      <Button look="danger" onClick={run}>
        {request.action}
      </Button>
    </>
  )
  return (
    <Dialog title={request.title} onClose={onClose} footer={footer} width="narrow">
      <p>{request.hint}</p>
    </Dialog>
  )
}
