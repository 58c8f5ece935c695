/** Lets a value through at most every `intervalMs`, never two at a time; the latest wins. */
export interface Throttle<T> {
  readonly put: (value: T) => void
  /** Writes what is still held back; rejects with the first failure there was. */
  readonly settle: () => Promise<void>
}

export function throttle<T>(intervalMs: number, write: (value: T) => Promise<void>): Throttle<T> {
  let waiting: { value: T } | null = null
  let timer: NodeJS.Timeout | null = null
  let writing: Promise<void> = Promise.resolve()
  let failure: unknown = null

  const flush = () => {
    const next = waiting
    waiting = null
    if (next)
      writing = writing
        .then(() => write(next.value))
        .catch(error => {
          failure ??= error
        })
  }
  return {
    put: value => {
      waiting = { value }
      if (timer) return
      flush()
      timer = setTimeout(() => {
        timer = null
        flush()
      }, intervalMs)
    },
    settle: async () => {
      if (timer) clearTimeout(timer)
      timer = null
      flush()
      await writing
      if (failure) throw failure
    },
  }
}
