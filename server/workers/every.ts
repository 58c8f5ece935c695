/** Runs `task` again and again, `intervalMs` after it ended. */
export function every(intervalMs: number, task: () => Promise<void>, onError: (error: unknown) => void) {
  let stopped = false
  let timer: NodeJS.Timeout
  let current: Promise<void> = Promise.resolve()
  const turn = () => {
    current = task().catch(onError)
    void current.then(() => {
      if (!stopped) timer = setTimeout(turn, intervalMs)
    })
  }
  timer = setTimeout(turn, intervalMs)
  return {
    stop: () => {
      stopped = true
      clearTimeout(timer)
    },
    over: () => current,
  }
}
