/** The mark of the product, the same as `public/icon.svg`. Decoration: a name stands beside it. */
export function Logo({ className }: { className?: string }) {
  // biome-ignore lint/performance/noImgElement: a small drawing that needs no work of Next
  return <img src="/icon.svg" alt="" width={44} height={44} className={className} />
}
