import { drawn } from '../drawn'
import type { Template } from '../template'

const SPACED = `(bar, state, { params }) => {
  const since = (state.since ?? params.gap) + 1
  const go = Boolean(bar.burst) && since > params.gap
  state.since = go ? 0 : Math.min(since, params.gap)
  return { long: go }
}`

export const spacedEntries: Template = {
  id: 'spacedEntries',
  title: 'Spaced entries',
  summary: 'Buys bursts of momentum, but after one entry a block of code lets none through for a while.',
  tags: ['graph', 'momentum', 'code'],
  kind: 'graph',
  source: drawn({
    version: 1,
    name: 'Spaced entries',
    timeframe: '15m',
    params: [
      { name: 'gap', title: 'Bars between entries', kind: 'int', default: 16, min: 1, max: 500 },
      {
        name: 'burst',
        title: 'Move in ranges that is a burst',
        kind: 'num',
        default: 1.5,
        min: 0.1,
        max: 20,
      },
    ],
    blocks: [
      { kind: 'operator', id: 'close', x: 40, y: 420, entry: 'close' },
      { kind: 'operator', id: 'move', x: 300, y: 340, entry: 'change', name: 'move', params: { n: 4 } },
      { kind: 'operator', id: 'range', x: 300, y: 480, entry: 'atr', name: 'range', params: { length: 20 } },
      { kind: 'operator', id: 'strength', x: 560, y: 400, entry: 'div', name: 'strength' },
      {
        kind: 'operator',
        id: 'burst',
        x: 820,
        y: 400,
        entry: 'gt',
        name: 'burst',
        values: { b: { param: 'burst' } },
      },
      { kind: 'column', id: 'show_strength', x: 1080, y: 420, column: 'strength' },
      {
        kind: 'code',
        id: 'spaced',
        x: 1420,
        y: 220,
        name: 'spaced',
        over: 'bars',
        source: SPACED,
        inputs: [{ name: 'burst', kind: 'bool' }],
        outputs: [{ name: 'long', kind: 'bool' }],
      },
      { kind: 'output', id: 'long', x: 2280, y: 420, output: 'long' },
      {
        kind: 'operator',
        id: 'average',
        x: 1420,
        y: 480,
        entry: 'ema',
        name: 'average',
        params: { length: 20 },
      },
      { kind: 'operator', id: 'falls', x: 1680, y: 540, entry: 'crossunder', name: 'falls' },
      { kind: 'output', id: 'exitLong', x: 1940, y: 500, output: 'exitLong' },
      {
        kind: 'operator',
        id: 'floor',
        x: 1420,
        y: 620,
        entry: 'lowest',
        name: 'floor',
        params: { length: 12 },
      },
      { kind: 'output', id: 'stopPrice', x: 1940, y: 620, output: 'stopPrice' },
    ],
    wires: [
      { from: { block: 'close', port: 'value' }, to: { block: 'move', port: 'source' } },
      { from: { block: 'move', port: 'value' }, to: { block: 'strength', port: 'a' } },
      { from: { block: 'range', port: 'value' }, to: { block: 'strength', port: 'b' } },
      { from: { block: 'strength', port: 'value' }, to: { block: 'burst', port: 'a' } },
      { from: { block: 'strength', port: 'value' }, to: { block: 'show_strength', port: 'value' } },
      { from: { block: 'burst', port: 'value' }, to: { block: 'spaced', port: 'burst' } },
      { from: { block: 'spaced', port: 'long' }, to: { block: 'long', port: 'value' } },
      { from: { block: 'close', port: 'value' }, to: { block: 'average', port: 'source' } },
      { from: { block: 'close', port: 'value' }, to: { block: 'falls', port: 'a' } },
      { from: { block: 'average', port: 'value' }, to: { block: 'falls', port: 'b' } },
      { from: { block: 'falls', port: 'value' }, to: { block: 'exitLong', port: 'value' } },
      { from: { block: 'close', port: 'value' }, to: { block: 'floor', port: 'source' } },
      { from: { block: 'floor', port: 'value' }, to: { block: 'stopPrice', port: 'value' } },
    ],
    frames: [
      {
        id: 'burst_frame',
        title: 'A burst of momentum',
        color: 'blue',
        x: 0,
        y: 280,
        width: 1300,
        height: 340,
      },
      {
        id: 'space_frame',
        title: 'Not again so soon',
        color: 'amber',
        x: 1380,
        y: 160,
        width: 260,
        height: 220,
      },
      { id: 'entry_frame', title: 'Enter', color: 'green', x: 2240, y: 360, width: 260, height: 180 },
      {
        id: 'exit_frame',
        title: 'Leave below the average',
        color: 'red',
        x: 1380,
        y: 420,
        width: 780,
        height: 340,
      },
    ],
    notes: [
      {
        id: 'about',
        x: 0,
        y: 0,
        width: 520,
        height: 120,
        text: 'The block of code runs bar by bar and remembers when it last let a signal through. Everything else is computed natively, for all bars at once.',
      },
    ],
  }),
}
