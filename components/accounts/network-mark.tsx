/** The network's letters, where the network itself is what is shown. */
export function NetworkMark({ mark }: { mark: string }) {
  return (
    <span
      aria-hidden
      className="flex size-9 shrink-0 items-center justify-center rounded-lg border border-line bg-surface font-semibold text-ink-muted text-sm"
    >
      {mark}
    </span>
  )
}
