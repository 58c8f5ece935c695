import {
  type Engine,
  type EngineImage,
  EngineLost,
  type EngineMaker,
  type Evaluated,
  type GuestDoubles,
  type GuestLimits,
  type GuestLog,
  type GuestResult,
  type GuestValue,
  type HostError,
  type HostErrorKind,
} from './engine'
import { CONTROL, LOCKDOWN, REFUSED } from './lockdown'

/**
 * Guest code that is evaluated once, frozen and photographed; every run of the role starts from that picture.
 * Roles are known by identity: define each once, at module level.
 */
export interface GuestRole {
  /** Stands in stack traces as `<name>.js`. */
  readonly name: string
  /**
   * Plain JavaScript, the body of a strict function. It must set `globalThis.__enter`, a function
   * `(input: string, columns: Float64Array[], out: Float64Array[], driver?: unknown) => string`,
   * which the host takes away and calls later. Whatever else it puts on globalThis is the guest's API: frozen with all
   * that is reachable from it, never writable. State belongs in closures.
   * While the prelude runs, `globalThis.__host` has `setBar(index | null)`: the bar that `log(…)` lines belong to.
   * Everything of the language is there to capture; `Proxy`, `WeakRef`, `eval`, the Function constructors, shared
   * memory and host clocks are gone when user code starts. `log` and a seeded `Math.random` are provided.
   */
  readonly prelude: string
  readonly limits: GuestLimits
}

/** One guest's work. */
export interface GuestJob {
  /** The user's code, run as strict global code under `strategy.ts`, so that lines and columns are the user's. */
  readonly source?: string
  /** Trusted code that the host wrote for this run: one expression, its value is `__enter`'s fourth argument. */
  readonly driver?: string
  /** Handed to `__enter`; no NULs (JSON has none). */
  readonly input: string
  /** Seeds `Math.random`; the same seed gives the same run. */
  readonly seed?: number
  /** What `Date.now()` says, all the time; 0 unless given. */
  readonly now?: number
  /** Columns of equal length, copied in once; only the prelude sees them. */
  readonly columns?: readonly Float64Array[]
  /** How many columns of `rows` doubles come out; they start as NaN. */
  readonly outColumns?: number
  /** Length of the out columns; that of `columns` unless given. */
  readonly rows?: number
}

export interface GuestOutput {
  readonly text: string
  readonly columns: readonly Float64Array[]
}

/** A guest that stays: its source has run, its state lives until `close`. It holds an engine of its own. */
export interface GuestSession {
  /** Another call of `__enter` with the same columns. After a failure every further call fails likewise. */
  call(input: string): GuestResult<{ readonly text: string }>
  /** What the out columns hold now; a copy. */
  readColumns(from: number, to: number): readonly Float64Array[]
  close(): void
}

/** Runs hostile code. Nothing a guest does makes these throw; only misuse by the host does. */
export interface Fence {
  run(role: GuestRole, job: GuestJob): GuestResult<GuestOutput>
  /** Runs the source and keeps the guest; `job.input` is not used. */
  open(role: GuestRole, job: Omit<GuestJob, 'input'>): GuestResult<GuestSession>
  dispose(): void
}

/** The name of the user's code in stack traces. */
const USER_FILE = 'strategy.ts'
const PRELUDE_BUDGET = { fuel: 2_000_000_000, deadlineMs: 60_000 }
/** For reading the place and the logs of a guest whose own budget is gone. */
const LAST_WORDS = { fuel: 1_000_000, deadlineMs: 100 }
const LOG_BYTES_A_LINE = 2_000

export function createFence(make: EngineMaker): Fence {
  const homes = new Map<GuestRole, Home>()
  const homeOf = (role: GuestRole): Home => {
    const home = homes.get(role) ?? settle(make, role)
    homes.set(role, home)
    return home
  }
  return {
    run(role, job) {
      const guest = new Guest(homeOf(role), job)
      const started = guest.start()
      if (started) return guest.failed(started)
      const result = guest.call(job.input)
      const columns = result.ok ? guest.readColumns(0, guest.rows) : []
      guest.leave()
      return result.ok ? { ...result, value: { text: result.value.text, columns } } : result
    },
    open(role, job) {
      const guest = new Guest(homeOf(role), job)
      const started = guest.start()
      if (started) return guest.failed(started)
      const value: GuestSession = {
        call: input => guest.call(input),
        readColumns: (from, to) => guest.readColumns(from, to),
        close: () => guest.leave(),
      }
      return { ok: true, value, fuelUsed: guest.takeFuelUsed(), logs: guest.takeLogs() }
    },
    dispose: () => homes.clear(),
  }
}

/** A role's picture and the engines that show it. */
interface Home {
  readonly role: GuestRole
  readonly make: EngineMaker
  readonly image: EngineImage
  readonly control: readonly GuestValue[]
  readonly idle: Engine[]
}

/** Runs a role's prelude and photographs the result. A prelude that fails is the host's own mistake. */
function settle(make: EngineMaker, role: GuestRole): Home {
  const engine = make(role.limits)
  engine.allow(PRELUDE_BUDGET)
  const list = trusted(engine, engine.evaluate(LOCKDOWN, 'lockdown.js'), role)
  const control = Object.values(CONTROL).map(place => engine.item(list, place))
  trusted(engine, engine.evaluate(`(() => {${role.prelude}\n})()`, `${role.name}.js`), role)
  trusted(engine, engine.call(control[CONTROL.finish]!, []), role)
  return { role, make, image: engine.snapshot(), control, idle: [engine] }
}

function trusted(engine: Engine, evaluated: Evaluated, role: GuestRole): GuestValue {
  if (evaluated.ok) return evaluated.value
  const about = trustedText(engine, evaluated.thrown)
  throw new Error(`The prelude of ${role.name} fails: ${about}`)
}

/** Only for preludes: reads an error of the host's own code. */
function trustedText(engine: Engine, thrown: GuestValue): string {
  const show = engine.evaluate('(e => String(e) + "\\n" + (e && e.stack))', 'show.js')
  const shown = show.ok ? engine.call(show.value, [thrown]) : show
  return (shown.ok && engine.readText(shown.value, 4_000)) || 'no description'
}

interface Started {
  readonly error: HostError
}

/** One guest from its source to its end. After a failure it holds no engine any more. */
class Guest {
  readonly #home: Home
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
    this.#job = job
    this.#ins = job.columns?.length ?? 0
    this.#rows = job.rows ?? job.columns?.[0]?.length ?? 0
    if (job.columns?.some(column => column.length !== this.#rows))
      throw new RangeError('the columns of a guest have different lengths')
    this.#engine = home.idle.pop() ?? home.make(home.role.limits, home.image)
  }

  get rows(): number {
    return this.#rows
  }

  /** Brings the guest to life; what went wrong, or null. */
  start(): Started | null {
    const { source } = this.#job
    const { limits } = this.#home.role
    if (source !== undefined) {
      const refused = refusedText(source, limits.sourceBytes, 'The source')
      if (refused) return { error: this.#fail(refused) }
    }
    const error = this.#attempt(engine => {
      engine.setNow(this.#job.now ?? 0)
      const { control } = this.#home
      const seed = engine.number(this.#job.seed ?? 0)
      engine.call(control[CONTROL.begin]!, [seed, engine.number(limits.logLines)])
      const unfit = this.#attach(engine)
      if (unfit) return unfit
      if (source === undefined) return null
      const ran = engine.evaluate(source, USER_FILE)
      const left = engine.runJobs(limits.jobs)
      return this.#verdict(engine, ran, left, source)
    })
    return error && { error }
  }

  call(input: string): GuestResult<{ readonly text: string }> {
    const { limits } = this.#home.role
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
    if (engine?.reset()) this.#home.idle.push(engine)
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
    const { limits } = this.#home.role
    const engine = this.#engine
    if (!engine) throw new Error('this guest has left')
    this.#allowed = limits.fuel
    engine.allow(limits)
    try {
      const error = work(engine)
      this.#count(engine)
      engine.allow(LAST_WORDS)
      this.#logs = [...this.#logs, ...readLogs(engine, this.#home)]
      return error && this.#fail(error)
    } catch (lost) {
      if (!(lost instanceof EngineLost)) throw lost
      this.#count(engine)
      this.#engine = null
      return this.#fail(lostError(lost, limits))
    }
  }

  /** Books what the present budget lost; what follows is on the house. */
  #count(engine: Engine): void {
    this.#fuelUsed += Math.max(0, this.#allowed - engine.fuelLeft())
    this.#allowed = 0
  }

  #attach(engine: Engine): HostError | null {
    const { columns = [], outColumns = 0, driver } = this.#job
    const { control } = this.#home
    if (columns.length + outColumns === 0 && driver === undefined) return null
    const size = (columns.length + outColumns) * this.#rows
    this.#data = engine.doubles(size)
    if (!this.#data) return limitError('memory', this.#home.role.limits)
    const view = this.#data.view()
    columns.forEach((column, n) => {
      view.set(column, n * this.#rows)
    })
    view.fill(Number.NaN, columns.length * this.#rows)
    let driven = engine.undefined()
    if (driver !== undefined) {
      const made = engine.evaluate(driver, 'driver.js')
      if (!made.ok) throw new Error('the driver does not evaluate')
      driven = made.value
    }
    const shape = [this.#rows, columns.length, outColumns].map(n => engine.number(n))
    const attached = engine.call(control[CONTROL.attach]!, [this.#data.buffer, ...shape, driven])
    return attached.ok ? null : limitError('memory', this.#home.role.limits)
  }

  /** What became of a piece of guest code. The host's flags speak first; the guest's words only fill the message. */
  #verdict(engine: Engine, done: Evaluated, jobsLeft: boolean, source?: string): HostError | null {
    const { limits } = this.#home.role
    const { interrupted, memoryRefused } = engine.flags()
    if (done.ok && !interrupted && !jobsLeft) return null
    const deep = engine.stackExhausted()
    const syntax = !done.ok && source !== undefined && !interrupted && !engine.parses(source)
    this.#count(engine)
    engine.allow(LAST_WORDS)
    const words = done.ok ? null : lastWords(engine, this.#home, done.thrown)
    const place = words ? placeIn(words.stack) : NOWHERE
    if (interrupted) return { ...limitError(interrupted, limits), ...place }
    if (done.ok) return limitError('jobs', limits)
    if (memoryRefused) return { ...limitError('memory', limits), ...place }
    if (deep && words?.message.startsWith('InternalError: stack overflow'))
      return { ...limitError('stack', limits), ...place }
    const message = words?.message ?? 'The guest failed without a reason.'
    return { kind: syntax ? 'syntax' : 'thrown', message, ...place }
  }
}

interface Words {
  readonly message: string
  readonly stack: string
}

const NOWHERE = { line: null, column: null } as const

function lastWords(engine: Engine, { control }: Home, thrown: GuestValue): Words | null {
  const described = engine.call(control[CONTROL.describe]!, [thrown])
  const text = described.ok ? engine.readText(described.value, 16_000) : null
  if (text === null) return null
  // Written by the host's own `describe`: a list of two strings.
  const [message, stack] = JSON.parse(text) as [string, string]
  return { message: printable(message), stack }
}

function readLogs(engine: Engine, { control, role }: Home): GuestLog[] {
  const taken = engine.call(control[CONTROL.logs]!, [])
  const text = taken.ok ? engine.readText(taken.value, role.limits.logLines * LOG_BYTES_A_LINE + 1_000) : null
  if (text === null || text === '[]') return []
  // Written by the host's own `logs`: bar, text, bar, text …
  const flat = JSON.parse(text) as (number | string | null)[]
  return Array.from({ length: flat.length / 2 }, (_, n) => {
    const bar = flat[2 * n]
    return { bar: typeof bar === 'number' ? bar : null, text: printable(String(flat[2 * n + 1])) }
  })
}

/** The innermost frame in the user's own code: `    at name (strategy.ts:3:14)`. */
function placeIn(stack: string): { readonly line: number | null; readonly column: number | null } {
  for (const frame of stack.split('\n')) {
    const at = frame.indexOf(`${USER_FILE}:`)
    if (at < 0) continue
    const [line, column] = frame.slice(at + USER_FILE.length + 1).split(':')
    return { line: place(line), column: place(column) }
  }
  return NOWHERE
}

function place(text: string | undefined): number | null {
  const value = Number.parseInt(text ?? '', 10)
  return Number.isSafeInteger(value) && value > 0 ? value : null
}

/** Guest text as one line: control characters and direction overrides become spaces. */
function printable(text: string): string {
  let line = ''
  for (const letter of text.slice(0, 300))
    line += /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u.test(letter) ? ' ' : letter
  return line.trim()
}

function refusedText(text: string, mostBytes: number, what: string): HostError | null {
  const nul = text.indexOf('\0')
  if (nul >= 0) {
    const before = text.slice(0, nul).split('\n')
    const column = (before.at(-1)?.length ?? 0) + 1
    return {
      kind: 'source',
      message: `${what} holds a NUL character; remove it.`,
      line: before.length,
      column,
    }
  }
  // A character is at most three bytes for each of its UTF-16 units.
  if (text.length > mostBytes || (text.length * 3 > mostBytes && byteLength(text) > mostBytes))
    return {
      kind: 'source',
      message: `${what} is longer than ${amount(mostBytes)}; shorten it or split it.`,
      ...NOWHERE,
    }
  return null
}

const byteLength = (text: string): number => new TextEncoder().encode(text).length

function refusedOutput(code: number, limits: GuestLimits): HostError {
  switch (code) {
    case REFUSED.notText:
      return { kind: 'protocol', message: 'The guest answered with something that is no text.', ...NOWHERE }
    case REFUSED.tooLong:
      return limitError('output', limits)
    default:
      return { kind: 'output', message: 'The guest answered with broken characters.', ...NOWHERE }
  }
}

function lostError({ reason }: EngineLost, limits: GuestLimits): HostError {
  return reason === 'broken' ? limitError('crashed', limits) : limitError(reason, limits)
}

const amount = (bytes: number): string =>
  bytes >= 1_048_576 ? `${Math.floor(bytes / 1_048_576)} MiB` : `${Math.floor(bytes / 1024)} KiB`

type LimitKind = Exclude<HostErrorKind, 'syntax' | 'thrown' | 'protocol' | 'source'>

/** What is said when a limit is hit: the limit, and what to do. */
function limitError(kind: LimitKind, limits: GuestLimits): HostError {
  return { kind, message: limitMessage(kind, limits), ...NOWHERE }
}

function limitMessage(kind: LimitKind, limits: GuestLimits): string {
  switch (kind) {
    case 'fuel':
      return `The code took more than ${(limits.fuel / 1e6).toLocaleString('en')} million steps; look for a loop that doesn’t end.`
    case 'deadline':
      return `The code ran longer than ${limits.deadlineMs / 1000} s; do less for each bar.`
    case 'memory':
      return `The code needs more than ${amount(limits.memoryPages * 65_536)} of memory; keep less of the past.`
    case 'stack':
      return 'The code nests or calls itself too deeply; look for a recursion that doesn’t end.'
    case 'output':
      return `The result is larger than ${amount(limits.outputBytes)}; return less.`
    case 'jobs':
      return `The code left more than ${limits.jobs} promises waiting; strategies have nothing to wait for.`
    case 'crashed':
      return 'The code broke the engine it ran in. Nothing else was harmed; please report this strategy.'
  }
}
