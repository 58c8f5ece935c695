// Whether a wire may be, and if not: why, in a sentence, and which block between its ends would make it possible.
import { catalogue } from '@/sandbox/catalogue'
import type { GraphBlock, PortValue } from '@/sandbox/compile/graph/document'
import { TIMEFRAMES } from '@/sandbox/ir/timeframe'
import type { End, Scene } from './graphState'
import { carriedKind, portsOfBlock, upstreamOf } from './ports'
import { titleOf } from './titles'

/** A block to put between the two ends. */
export interface Adapter {
  readonly title: string
  readonly entry: string
  /** Where the wire goes in; it leaves at `value`. */
  readonly input: string
  readonly values?: Readonly<Record<string, PortValue>>
  readonly clock?: Clock
}

export type Refusal = 'gone' | 'itself' | 'cycle' | 'kind' | 'clock'

export type WireCheck =
  | { readonly ok: true; readonly replaces: End | null }
  | {
      readonly ok: false
      readonly why: Refusal
      readonly reason: string
      readonly adapters: readonly Adapter[]
    }

interface Clock {
  readonly timeframe?: (typeof TIMEFRAMES)[number]
  readonly symbol?: string
}

const no = (why: Refusal, reason: string, adapters: readonly Adapter[] = []): WireCheck => ({
  ok: false,
  why,
  reason,
  adapters,
})

export function wireCheck(scene: Scene, from: End, to: End): WireCheck {
  const [source, target] = [scene.blocks.get(from.block), scene.blocks.get(to.block)]
  if (!source || !target) return no('gone', 'One of the two blocks is no longer there.')
  const output = portsOfBlock(source, scene.graph).outputs.find(({ name }) => name === from.port)
  const input = portsOfBlock(target, scene.graph).inputs.find(({ name }) => name === to.port)
  if (!output || !input) return no('gone', 'One of the two ports is no longer there.')
  if (from.block === to.block)
    return no(
      'itself',
      `${titleOf(source, scene.graph)} can’t feed itself. Look back with “Bars ago” on something before it.`,
    )
  if (upstreamOf(scene, [from.block]).has(to.block))
    return no(
      'cycle',
      `${titleOf(source, scene.graph)} already rests on ${titleOf(target, scene.graph)}: the wire would close a circle. Values go one way.`,
    )
  const carried = carriedKind(scene, from.block, from.port)
  if (input.kind === 'bool' && carried === 'number')
    return no(
      'kind',
      `${input.title} takes a condition, and ${titleOf(source, scene.graph)} gives a number. Compare it with something first.`,
      COMPARISONS,
    )
  if (target.kind === 'output' && input.kind === 'number' && carried === 'bool')
    return no(
      'kind',
      `${titleOf(target, scene.graph)} takes a number, and ${titleOf(source, scene.graph)} gives a condition. Choose a number for each case.`,
      [CHOICE],
    )
  const clock = clockCheck(source, target)
  if (clock) return clock
  return { ok: true, replaces: scene.wires.get(`${to.block}:${to.port}`) ?? null }
}

const COMPARISONS: readonly Adapter[] = [
  { title: 'Greater than 0', entry: 'gt', input: 'a', values: { b: 0 } },
  { title: 'Less than 0', entry: 'lt', input: 'a', values: { b: 0 } },
]
const CHOICE: Adapter = {
  title: '1 where it holds, else 0',
  entry: 'where',
  input: 'cond',
  values: { a: 1, b: 0 },
}

const clockOf = (block: GraphBlock): Clock | null =>
  block.kind === 'operator' && (block.timeframe || block.symbol)
    ? {
        ...(block.timeframe && { timeframe: block.timeframe }),
        ...(block.symbol && { symbol: block.symbol }),
      }
    : null

/** Bars of another clock may only come into the strategy's own; anything else must be aligned. */
function clockCheck(source: GraphBlock, target: GraphBlock): WireCheck | null {
  const [here, there] = [clockOf(source), clockOf(target)]
  if (!there || source.kind === 'constant') return null
  if (target.kind === 'operator' && target.entry === 'seen') return null
  if (here?.timeframe === there.timeframe && here?.symbol === there.symbol) return null
  const words = (clock: Clock | null) =>
    clock ? [clock.symbol, clock.timeframe].filter(Boolean).join(' ') : 'the strategy’s own bars'
  return no(
    'clock',
    `The wire carries ${words(here)} into a block on ${words(there)}. Give both the same, or align it.`,
    [
      {
        title: catalogue.entry('seen')?.title ?? 'Seen from here',
        entry: 'seen',
        input: SEEN_INPUT,
        clock: there,
      },
    ],
  )
}

const SEEN_INPUT = catalogue.entry('seen')?.inputs[0]?.name ?? 'source'

/** A timeframe faster than the strategy's own, in a sentence; null where the choice is sound. */
export function timeframeRefusal(scene: Scene, timeframe: Clock['timeframe']): string | null {
  const base = scene.graph.timeframe
  return timeframe && base && TIMEFRAMES.indexOf(timeframe) < TIMEFRAMES.indexOf(base)
    ? `${timeframe} is faster than the strategy’s own ${base}. Run the strategy on ${timeframe}, and look at the slower one from there.`
    : null
}
