import { choice, compose, int, out, source } from '../compose'

const TYPES = ['ema', 'sma', 'rma', 'wma', 'hma', 'dema', 'tema', 'vwma', 'zlema', 'kama', 'trima'] as const

export const macross = compose({
  id: 'macross',
  title: 'Average pair',
  summary:
    'A fast and a slow average of one kind, whether the fast one is above, and the bars where it crosses (was at or below, is above).',
  formula: 'fast = type(x, fast), slow = type(x, slow)',
  family: 'average',
  synonyms: [
    'ribbon',
    'cross',
    'golden cross',
    'death cross',
    'ema cross',
    'pair',
    'moving average crossover',
    'crossover',
    'sma cross',
  ],
  inputs: [source],
  params: [int('fast', 'Fast', 12, 2), int('slow', 'Slow', 26, 2), choice('type', 'Type', TYPES)],
  outputs: [
    out('fast', 'Fast'),
    out('slow', 'Slow'),
    out('above', 'Fast above slow', 'bool'),
    out('crossUp', 'Crosses up', 'bool'),
    out('crossDown', 'Crosses down', 'bool'),
  ],
  build: ({ op, gt }, { source }, { fast, slow, type }) => {
    const quick = op(type, [source], { length: fast })
    const calm = op(type, [source], { length: slow })
    return {
      fast: quick,
      slow: calm,
      above: gt(quick, calm),
      crossUp: op('crossover', [quick, calm]),
      crossDown: op('crossunder', [quick, calm]),
    }
  },
})
