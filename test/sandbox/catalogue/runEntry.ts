import { catalogue } from '@/sandbox/catalogue'
import type { ParamValues, Series } from '@/sandbox/catalogue/define'
import type { BarColumns } from '@/sandbox/ir/bars'
import { ProgramBuilder } from '@/sandbox/ir/build'
import { operatorOf } from '@/sandbox/ir/catalogue'
import { kernelParams } from '@/sandbox/ir/params'

export type Ohlc = readonly [open: number, high: number, low: number, close: number]

/** 2024-01-01, a Monday. */
const START_MS = 1_704_067_200_000

/** Bars of these prices, each with volume 1. */
export const barsOf = (bars: readonly Ohlc[], stepMs = 3_600_000): BarColumns => {
  const column = (at: number) => Float64Array.from(bars, bar => bar[at]!)
  return {
    time: Float64Array.from(bars, (_, i) => START_MS + i * stepMs),
    open: column(0),
    high: column(1),
    low: column(2),
    close: column(3),
    volume: new Float64Array(bars.length).fill(1),
  }
}

/** Bars without range at these closes. */
export const closesOf = (closes: readonly number[]): BarColumns => barsOf(closes.map(c => [c, c, c, c]))

/**
 * Every output of one entry over all bars at once: the program is built as always, then each kernel is called by hand, so that
 * what fails here is the catalogue's and not the executor's.
 */
export const runEntry = (
  id: string,
  bars: BarColumns,
  params: ParamValues = {},
  wire: (b: ProgramBuilder) => readonly Series[] = () => [],
): Readonly<Record<string, Float64Array>> => {
  const b = new ProgramBuilder(catalogue)
  const outputs = b.apply(id, wire(b), params)
  for (const [name, series] of Object.entries(outputs)) b.column(name, series)
  const { nodes, columns } = b.finish({ name: id, timeframe: null })
  const length = bars.close.length
  const values: Float64Array[] = []
  for (const node of nodes) {
    const operator = operatorOf(catalogue, node.op)
    const numbers = kernelParams(operator, node.params)
    const state = new Float64Array(operator.stateSize(node.params))
    operator.begin?.(state, numbers)
    const source = node.op in bars ? [bars[node.op as keyof BarColumns]] : []
    const out = new Float64Array(length)
    operator.advance(state, [...source, ...node.inputs.map(input => values[input]!)], out, numbers, 0, length)
    values.push(out)
  }
  return Object.fromEntries(columns.map(({ name, node }) => [name, values[node]!]))
}
