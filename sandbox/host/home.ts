import type { Engine, EngineImage, EngineMaker, Evaluated, GuestLog, GuestValue } from './engine'
import { CONTROL, LOCKDOWN } from './lockdown'
import type { GuestRole } from './role'

const PRELUDE_BUDGET = { fuel: 2_000_000_000, deadlineMs: 60_000 }

/** More engines at rest would only hold memory; one that is missing is made in a millisecond. */
const MOST_IDLE = 2
/** Pictures of sources that come again and again: each is about 400 KiB, and none may be much more. */
const MOST_SETTLED = 24
const LARGEST_SETTLED_PAGES = 16

/** What is left when a source has run: the state to start from, and what starting cost and said. */
export interface Settled {
  readonly image: EngineImage
  readonly driven: GuestValue
  readonly fuelUsed: number
  readonly logs: readonly GuestLog[]
}

/** A role's picture, the engines that can show it, and pictures of the sources that ran in it lately. */
export class Home {
  readonly role: GuestRole
  readonly control: readonly GuestValue[]
  readonly #make: EngineMaker
  readonly #image: EngineImage
  readonly #idle: Engine[]
  /** In order of use, the longest unused first. */
  readonly #settled = new Map<string, Settled>()

  constructor(role: GuestRole, make: EngineMaker, engine: Engine, control: readonly GuestValue[]) {
    this.role = role
    this.control = control
    this.#make = make
    this.#image = engine.snapshot()
    this.#idle = [engine]
  }

  /** An engine that shows the role's picture. */
  lend(): Engine {
    return this.#idle.pop() ?? this.#make(this.role.limits, this.#image)
  }

  takeBack(engine: Engine): void {
    if (engine.restore(this.#image) && this.#idle.length < MOST_IDLE) this.#idle.push(engine)
  }

  settled(key: string): Settled | undefined {
    const known = this.#settled.get(key)
    if (known) this.settle(key, known)
    return known
  }

  settle(key: string, settled: Settled): void {
    if (settled.image.pages > this.#image.pages + LARGEST_SETTLED_PAGES) return
    this.#settled.delete(key)
    this.#settled.set(key, settled)
    for (const oldest of this.#settled.keys()) {
      if (this.#settled.size <= MOST_SETTLED) break
      this.#settled.delete(oldest)
    }
  }
}

/** Runs a role's prelude and photographs the result. A prelude that fails is the host's own mistake. */
export function openHome(make: EngineMaker, role: GuestRole): Home {
  const engine = make(role.limits)
  engine.allow(PRELUDE_BUDGET)
  const list = trusted(engine, engine.evaluate(LOCKDOWN, 'lockdown.js'), role)
  const control = Object.values(CONTROL).map(place => engine.item(list, place))
  trusted(engine, engine.evaluate(`(() => {${role.prelude}\n})()`, `${role.name}.js`), role)
  trusted(engine, engine.call(control[CONTROL.finish]!, []), role)
  return new Home(role, make, engine, control)
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
