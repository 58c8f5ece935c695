import type { Engine, EngineImage, EngineMaker, Evaluated, GuestValue } from './engine'
import { CONTROL, LOCKDOWN } from './lockdown'
import type { GuestRole } from './role'

const PRELUDE_BUDGET = { fuel: 2_000_000_000, deadlineMs: 60_000 }

/** A role's picture and the engines that show it. */
export interface Home {
  readonly role: GuestRole
  readonly make: EngineMaker
  readonly image: EngineImage
  readonly control: readonly GuestValue[]
  readonly idle: Engine[]
}

/** Runs a role's prelude and photographs the result. A prelude that fails is the host's own mistake. */
export function settle(make: EngineMaker, role: GuestRole): Home {
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
