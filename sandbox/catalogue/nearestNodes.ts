import { compose, int, out } from './compose'
import type { Composite, ParamSpec } from './define'

interface NearestNodes {
  readonly id: string
  readonly title: string
  readonly summary: string
  readonly formula: string
  readonly synonyms: readonly string[]
  /** The operator that finds the node on one side. */
  readonly op: string
  /** How heavy a row has to be. */
  readonly weight: ParamSpec
}

/** The nearest nodes of a volume profile on both sides of the close, and how far they are. */
export const nearestNodes = ({ op: id, weight, ...told }: NearestNodes): Composite =>
  compose({
    ...told,
    family: 'volume',
    inputs: [],
    params: [int('length', 'Length', 100, 2, 2000), int('rows', 'Rows', 24, 2, 500), weight],
    outputs: [
      out('below', 'Node below'),
      out('above', 'Node above'),
      out('belowPercent', 'Distance below %'),
      out('abovePercent', 'Distance above %'),
    ],
    build: ({ op, high, low, close, volume, sub, mul, div }, _, params) => {
      const node = (side: string) => op(id, [high(), low(), volume(), close()], { ...params, side })
      const [below, above] = [node('below'), node('above')]
      return {
        below,
        above,
        belowPercent: div(mul(100, sub(close(), below)), close()),
        abovePercent: div(mul(100, sub(above, close())), close()),
      }
    },
  })
