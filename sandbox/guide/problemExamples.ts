// The shortest document for each code. Those without one need a document too long to show.
import type { ProblemCode } from '../compile/problems'
import { formula, refused } from './blocks'
import type { Example } from './guide'

const drawn = (code: ProblemCode, source: string): Example => refused(code, null, source, 'graph')

export const problemExamples: Readonly<Partial<Record<ProblemCode, Example>>> = {
  syntax: refused(
    'syntax',
    3,
    `export default strategy({ name: 'A comma' }, ({ close, ta }) => ({
  filter: close > ta.sma(close, 20)
  score: close,
}))`,
  ),
  'import-refused': refused(
    'import-refused',
    1,
    `import { rsi } from 'indicators'

export default strategy({ name: 'Imports' }, ({ close }) => ({ filter: rsi(close) < 30 }))`,
  ),
  'type-syntax': refused(
    'type-syntax',
    1,
    `enum Level { Low = 30 }

export default strategy({ name: 'Enum' }, ({ close, ta }) => ({
  filter: ta.rsi(close, 14) < Level.Low,
}))`,
  ),
  'chained-comparison': refused(
    'chained-comparison',
    2,
    `export default strategy({ name: 'Chained' }, ({ close, ta }) => ({
  filter: 30 < ta.rsi(close, 14) < 70,
}))`,
  ),
  'no-strategy': refused(
    'no-strategy',
    1,
    `export default ({ close, ta }) => ({ filter: ta.rsi(close, 14) < 30 })`,
  ),
  'bad-strategy': refused(
    'bad-strategy',
    1,
    `export default strategy({ name: 'Two hours', timeframe: '2h' }, ({ close, open }) => ({
  filter: close > open,
}))`,
  ),
  'unknown-setting': formula(
    'filter',
    `export default strategy({ name: 'Spelling', timefrane: '1h' }, ({ close, open }) => ({
  filter: close > open,
}))`,
    'unknown-setting',
  ),
  'series-as-value': refused(
    'series-as-value',
    2,
    `export default strategy({ name: 'An if' }, ({ close, open }) => {
  if (close > open) return { filter: true }
  return { filter: false }
})`,
  ),
  'unknown-name': refused(
    'unknown-name',
    2,
    `export default strategy({ name: 'Spelling' }, ({ close, ta }) => ({
  filter: ta.ris(close, 14) < 30,
}))`,
  ),
  'bad-argument': refused(
    'bad-argument',
    2,
    `export default strategy({ name: 'Too short' }, ({ close, ta }) => ({
  filter: close > ta.sma(close, 0),
}))`,
  ),
  'bad-param': refused(
    'bad-param',
    2,
    `export default strategy(
  { name: 'No default', params: { length: 'twenty' } },
  ({ close, ta, params }) => ({ filter: close > ta.sma(close, params.length) }),
)`,
  ),
  runtime: refused(
    'runtime',
    3,
    `export default strategy({ name: 'Fails' }, ({ close, ta }) => {
  const levels = undefined
  return { filter: ta.rsi(close, 14) < levels.low }
})`,
  ),
  'out-of-fuel': refused(
    'out-of-fuel',
    3,
    `export default strategy({ name: 'Endless' }, ({ close }) => {
  let n = 1
  while (n > 0) n++
  return { filter: close > n }
})`,
  ),
  'out-of-memory': refused(
    'out-of-memory',
    1,
    `const again = n => again(n + 1) + 1

export default strategy({ name: 'Deep' }, ({ close }) => ({ filter: close > again(0) }))`,
  ),
  'script-outputs': refused(
    'script-outputs',
    2,
    `export default script({ name: 'By key' }, (bar, state) => {
  return { [state.name ?? 'filter']: bar.close > bar.open }
})`,
    'script',
  ),
  'bad-output': refused(
    'bad-output',
    2,
    `export default strategy({ name: 'Unknown output' }, ({ close, open }) => ({
  buy: close > open,
}))`,
  ),
  'no-output': refused(
    'no-output',
    2,
    `export default strategy({ name: 'Nothing' }, ({ close, ta }) => {
  return {}
})`,
  ),
  'input-kind': refused(
    'input-kind',
    2,
    `export default strategy({ name: 'A number' }, ({ close, ta }) => ({
  filter: within(ta.rsi(close, 14), 5),
}))`,
  ),
  'bad-clock': refused(
    'bad-clock',
    2,
    `export default strategy({ name: 'Two hours' }, ({ close }) => ({
  filter: close > tf('2h', m => m.open),
}))`,
  ),
  'faster-timeframe': refused(
    'faster-timeframe',
    2,
    `export default strategy({ name: 'Too fast', timeframe: '4h' }, ({ close }) => ({
  filter: close > tf('15m', m => m.high),
}))`,
  ),
  'mixed-clocks': refused(
    'mixed-clocks',
    2,
    `export default strategy({ name: 'Mixed' }, ({ close }) => ({
  filter: tf('1d', m => close > m.open),
}))`,
  ),
  'too-many-nodes': refused(
    'too-many-nodes',
    3,
    `export default strategy({ name: 'Too many' }, ({ close, ta }) => {
  let sum = close
  for (let n = 1; n < 5000; n++) sum = sum + ago(close, 1) / n
  return { filter: close > sum }
})`,
  ),
  unsettled: formula(
    'filter',
    `export default strategy({ name: 'A level' }, ({ ta }) => ({ filter: ta.obv > 5000 }))`,
    'unsettled',
  ),
  'not-supported': refused(
    'not-supported',
    2,
    `export default strategy({ name: 'Sine' }, ({ close }) => ({
  filter: math.sin(close) > 0,
}))`,
  ),
  'bad-document': drawn('bad-document', `{ "version": 1, "name": "No blocks" }`),
  'unknown-block': drawn(
    'unknown-block',
    `{
  "version": 1,
  "name": "Spelling",
  "blocks": [
    { "kind": "operator", "id": "a", "x": 0, "y": 0, "entry": "ris" },
    { "kind": "output", "id": "b", "x": 240, "y": 0, "output": "score" }
  ],
  "wires": [
    { "from": { "block": "a", "port": "value" }, "to": { "block": "b", "port": "value" } }
  ]
}`,
  ),
  'unknown-port': drawn(
    'unknown-port',
    `{
  "version": 1,
  "name": "No such port",
  "blocks": [
    { "kind": "operator", "id": "a", "x": 0, "y": 0, "entry": "rsi" },
    { "kind": "output", "id": "b", "x": 240, "y": 0, "output": "score" }
  ],
  "wires": [
    { "from": { "block": "a", "port": "signal" }, "to": { "block": "b", "port": "value" } }
  ]
}`,
  ),
  'bad-wire': drawn(
    'bad-wire',
    `{
  "version": 1,
  "name": "From nowhere",
  "blocks": [{ "kind": "output", "id": "b", "x": 240, "y": 0, "output": "score" }],
  "wires": [
    { "from": { "block": "a", "port": "value" }, "to": { "block": "b", "port": "value" } }
  ]
}`,
  ),
  'missing-input': drawn(
    'missing-input',
    `{
  "version": 1,
  "name": "Not connected",
  "blocks": [{ "kind": "output", "id": "b", "x": 240, "y": 0, "output": "filter" }],
  "wires": []
}`,
  ),
  cycle: drawn(
    'cycle',
    `{
  "version": 1,
  "name": "In a circle",
  "blocks": [
    { "kind": "operator", "id": "a", "x": 0, "y": 0, "entry": "add", "values": { "b": 1 } },
    { "kind": "operator", "id": "b", "x": 240, "y": 0, "entry": "neg" },
    { "kind": "output", "id": "c", "x": 480, "y": 0, "output": "score" }
  ],
  "wires": [
    { "from": { "block": "a", "port": "value" }, "to": { "block": "b", "port": "a" } },
    { "from": { "block": "b", "port": "value" }, "to": { "block": "a", "port": "a" } },
    { "from": { "block": "b", "port": "value" }, "to": { "block": "c", "port": "value" } }
  ]
}`,
  ),
}
