import { classNames } from './class-names.ts'

/** Holds a place for what is being loaded; invisible for the first 200 ms. */
export function Skeleton({ className }: { className?: string }) {
  return <div aria-hidden className={classNames('animate-skeleton rounded-md bg-hover', className)} />
}

/** Rows as in a list of people. */
export function RowSkeletons({ count }: { count: number }) {
  return Array.from({ length: count }, (_, row) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: they are all the same
    <div key={row} aria-hidden className="flex h-14 items-center gap-3 px-3">
      <Skeleton className="size-9 rounded-full!" />
      <div className="flex flex-1 flex-col gap-1.5">
        <Skeleton className={row % 2 ? 'h-3 w-2/5' : 'h-3 w-3/5'} />
        <Skeleton className={row % 3 ? 'h-3 w-4/5' : 'h-3 w-2/3'} />
      </div>
    </div>
  ))
}
