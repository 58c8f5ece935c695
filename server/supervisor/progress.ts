// What the supervisor is doing, for the person who waits: one line that counts seconds, or a line a step in a log file.

export interface Progress {
  /** Shows `title` while `work` runs, and how long it took. */
  readonly step: <T>(title: string, work: () => Promise<T>) => Promise<T>
}

const TICK_MS = 200

export function showProgress(out: NodeJS.WriteStream): Progress {
  return {
    async step(title, work) {
      const began = performance.now()
      const seconds = () => `${((performance.now() - began) / 1000).toFixed(1)} s`
      const draw = () => out.write(`\r\x1b[2K  ${title} … ${seconds()}`)
      const timer = out.isTTY ? setInterval(draw, TICK_MS) : undefined
      try {
        const result = await work()
        out.write(`${out.isTTY ? '\r\x1b[2K' : ''}  ${title}: ${seconds()}\n`)
        return result
      } catch (error) {
        out.write(`${out.isTTY ? '\r\x1b[2K' : ''}  ${title}: failed after ${seconds()}\n`)
        throw error
      } finally {
        clearInterval(timer)
      }
    },
  }
}
