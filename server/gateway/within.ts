/** The result of `running`, or a rejection with what `late` makes when it takes longer than `ms`. */
export async function within<Result>(running: Promise<Result>, ms: number, late: () => Error): Promise<Result> {
  const over = Promise.withResolvers<never>()
  const timer = setTimeout(() => over.reject(late()), ms)
  try {
    return await Promise.race([running, over.promise])
  } finally {
    clearTimeout(timer)
  }
}
