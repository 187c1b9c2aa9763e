import { LoaderCircle } from 'lucide-react'
import { classNames } from './class-names.ts'

/** Decoration only: what is loading must be said beside it or by `aria-busy`. */
export function Spinner({ className }: { className?: string }) {
  return <LoaderCircle aria-hidden className={classNames('size-4 animate-spin', className)} />
}
