import {
  type Engine,
  EngineLost,
  type Evaluated,
  type GuestDoubles,
  type GuestLimits,
  type GuestLog,
  type GuestResult,
  type GuestValue,
  type HostError,
} from './engine'
import type { Home, Settled } from './home'
import { CONTROL, REFUSED } from './lockdown'
import type { GuestJob } from './role'
import { limitError, lostError, NOWHERE, refusedOutput, refusedText } from './verdict'
import { lastWords, placeIn, readNotes, USER_FILE } from './words'

/** For reading the place and the logs of a guest whose own budget is gone. */
const LAST_WORDS = { fuel: 1_000_000, deadlineMs: 100 }

export interface Started {
  readonly error: HostError
}

/** For telling whether a failed source parses at all. */
const PARSING = { fuel: 100_000_000, deadlineMs: 2_000 }

/** One guest from its source to its end. After a failure it holds no engine any more. */
export class Guest {
  readonly #home: Home
  /** The role's, with the fuel of the piece of work at hand. */
  #limits: GuestLimits
  readonly #job: Omit<GuestJob, 'input'>
  readonly #rows: number
  readonly #ins: number
  #engine: Engine | null
  #data: GuestDoubles | null = null
  #allowed = 0
  #fuelUsed = 0
  #logs: readonly GuestLog[] = []
  #lastError: HostError | null = null

  constructor(home: Home, job: Omit<GuestJob, 'input'>) {
    this.#home = home
    this.#limits = { ...home.role.limits, fuel: job.fuel ?? home.role.limits.fuel }
    this.#job = job
    this.#ins = job.columns?.length ?? 0
    this.#rows = job.rows ?? job.columns?.[0]?.length ?? 0
    if (job.columns?.some(column => column.length !== this.#rows))
      throw new RangeError('the columns of a guest have different lengths')
    this.#engine = home.lend()
  }

  get rows(): number {
    return this.#rows
  }

  /** Brings the guest to life; what went wrong, or null. */
  start(): Started | null {
    const { source } = this.#job
    const limits = this.#limits
    if (source !== undefined) {
      const refused = refusedText(source, limits.sourceBytes, 'The source')
      if (refused) return { error: this.#fail(refused) }
    }
    const error = this.#attempt(engine => {
      const begun = this.#begin(engine)
      return typeof begun === 'number' ? this.#attach(engine, begun) : begun
    })
    return error && { error }
  }

  /** Runs driver and source, or takes up the state in which they left the engine before; the driver's value. */
  #begin(engine: Engine): GuestValue | HostError {
    const { source, driver, seed = 0, now = 0, returns = false } = this.#job
    const key = returns ? JSON.stringify([seed, now, driver, source]) : ''
    const known = returns ? this.#home.settled(key) : undefined
    if (known && known.fuelUsed < this.#limits.fuel && engine.restore(known.image)) {
      engine.setNow(now)
      this.#resume(engine, known)
      return known.driven
    }
    engine.setNow(now)
    const begin = this.#home.control[CONTROL.begin]!
    engine.call(begin, [engine.number(seed), engine.number(this.#limits.logLines)])
    const driven = driver === undefined ? engine.undefined() : trustedDriver(engine, driver)
    if (source === undefined) return driven
    const ran = engine.evaluate(source, USER_FILE)
    const left = engine.runJobs(this.#limits.jobs)
    const wrong = this.#verdict(engine, ran, left, source)
    if (wrong) return wrong
    if (returns) {
      const fuelUsed = this.#allowed - engine.fuelLeft()
      engine.allow(LAST_WORDS)
      const { logs } = readNotes(engine, this.#home)
      const settled = { image: engine.snapshot(), driven, fuelUsed, logs }
      this.#home.settle(key, settled)
      this.#resume(engine, settled)
    }
    return driven
  }

  /** What the source cost and said when it ran; the rest of the budget is still to be had. */
  #resume(engine: Engine, { fuelUsed, logs }: Settled): void {
    this.#fuelUsed += fuelUsed
    this.#logs = logs
    this.#allowed -= fuelUsed
    engine.allow({ ...this.#limits, fuel: this.#allowed })
  }

  call(input: string, fuel = this.#limits.fuel): GuestResult<{ readonly text: string }> {
    const limits = { ...this.#limits, fuel }
    this.#limits = limits
    if (this.#lastError) return this.#failure(this.#lastError)
    const refused = refusedText(input, limits.inputBytes, 'The input')
    if (refused) return this.#failure(this.#fail(refused))
    let text = ''
    const error = this.#attempt(engine => {
      const given = [engine.text(input), engine.number(limits.outputBytes)]
      const answered = engine.call(this.#home.control[CONTROL.enter]!, given)
      const left = engine.runJobs(limits.jobs)
      const wrong = this.#verdict(engine, answered, left)
      if (wrong || !answered.ok) return wrong
      const code = engine.readNumber(answered.value)
      if (code !== null) return refusedOutput(code, limits)
      const read = engine.readText(answered.value, limits.outputBytes)
      if (read === null) return refusedOutput(REFUSED.tooLong, limits)
      text = read
      for (const value of [...given, answered.value]) engine.release(value)
      return null
    })
    if (error) return this.#failure(error)
    return { ok: true, value: { text }, fuelUsed: this.takeFuelUsed(), logs: this.takeLogs() }
  }

  readColumns(from: number, to: number): readonly Float64Array[] {
    const view = this.#data?.view()
    return Array.from({ length: this.#job.outColumns ?? 0 }, (_, n) => {
      const at = (this.#ins + n) * this.#rows
      const column = view ? view.slice(at + from, at + to) : new Float64Array(to - from).fill(Number.NaN)
      // One NaN for all: its other bits would be a channel, and differ between machines.
      for (let i = 0; i < column.length; i++) if (Number.isNaN(column[i])) column[i] = Number.NaN
      return column
    })
  }

  takeFuelUsed(): number {
    const used = this.#fuelUsed
    this.#fuelUsed = 0
    return used
  }

  takeLogs(): readonly GuestLog[] {
    const logs = this.#logs
    this.#logs = []
    return logs
  }

  failed({ error }: Started): GuestResult<never> {
    return this.#failure(error)
  }

  leave(): void {
    const engine = this.#engine
    this.#engine = null
    if (engine) this.#home.takeBack(engine)
  }

  #failure(error: HostError): GuestResult<never> {
    return { ok: false, error, fuelUsed: this.takeFuelUsed(), logs: this.takeLogs() }
  }

  #fail(error: HostError): HostError {
    this.#lastError = error
    this.leave()
    return error
  }

  /** Gives the guest its budget for one piece of work and collects what it used and logged. */
  #attempt(work: (engine: Engine) => HostError | null): HostError | null {
    const limits = this.#limits
    const engine = this.#engine
    if (!engine) throw new Error('this guest has left')
    this.#allowed = limits.fuel
    engine.allow(limits)
    try {
      const error = work(engine)
      this.#count(engine.fuelLeft())
      engine.allow(LAST_WORDS)
      const { logs, bar } = readNotes(engine, this.#home)
      this.#logs = [...this.#logs, ...logs]
      return error && this.#fail(bar === null ? error : { ...error, bar })
    } catch (lost) {
      if (!(lost instanceof EngineLost)) throw lost
      // where the thread's own stack ends is another place each time; all of the budget is the same each time
      this.#count(lost.reason === 'stack' ? 0 : engine.fuelLeft())
      this.#engine = null
      return this.#fail(lostError(lost, limits))
    }
  }

  /** Books what the present budget lost; what follows is on the house. */
  #count(left: number): void {
    this.#fuelUsed += Math.max(0, this.#allowed - left)
    this.#allowed = 0
  }

  #attach(engine: Engine, driven: GuestValue): HostError | null {
    const { columns = [], outColumns = 0, driver } = this.#job
    if (columns.length + outColumns === 0 && driver === undefined) return null
    this.#data = engine.doubles((columns.length + outColumns) * this.#rows)
    if (!this.#data) return limitError('memory', this.#limits)
    const view = this.#data.view()
    for (const [n, column] of columns.entries()) view.set(column, n * this.#rows)
    view.fill(Number.NaN, columns.length * this.#rows)
    const shape = [this.#rows, columns.length, outColumns].map(n => engine.number(n))
    const attached = engine.call(this.#home.control[CONTROL.attach]!, [this.#data.buffer, ...shape, driven])
    return attached.ok ? null : limitError('memory', this.#limits)
  }

  /** What became of a piece of guest code. The host's flags speak first; the guest's words only fill the message. */
  #verdict(engine: Engine, done: Evaluated, jobsLeft: boolean, source?: string): HostError | null {
    const limits = this.#limits
    const { interrupted, memoryRefused } = engine.flags()
    if (done.ok && !interrupted && !jobsLeft) return null
    const deep = engine.stackExhausted()
    this.#count(engine.fuelLeft())
    engine.allow(PARSING)
    const syntax = !done.ok && source !== undefined && !interrupted && !engine.parses(source)
    engine.allow(LAST_WORDS)
    const words = done.ok ? null : lastWords(engine, this.#home, done.thrown)
    const place = words ? placeIn(words.stack) : NOWHERE
    if (interrupted) return { ...limitError(interrupted, limits), ...place }
    if (done.ok) return limitError('jobs', limits)
    if (memoryRefused) return { ...limitError('memory', limits), ...place }
    if (deep && words?.message.endsWith(': stack overflow'))
      return { ...limitError('stack', limits), ...place }
    const message = words?.message ?? 'The guest failed without a reason.'
    return { kind: syntax ? 'syntax' : 'thrown', message, ...place }
  }
}

/** The host's own code: if it doesn't evaluate, the host is wrong. */
function trustedDriver(engine: Engine, driver: string): GuestValue {
  const made = engine.evaluate(driver, 'driver.js')
  if (!made.ok) throw new Error('the driver does not evaluate')
  return made.value
}
