import { choice, compose, out } from '../compose'
import { ZONES } from '../ops/time/zone'

export const pivotpoints = compose({
  id: 'pivotpoints',
  title: 'Pivot points',
  summary:
    'Support and resistance from the last complete day, week or month: classic floor levels, Fibonacci, Camarilla, or Woodie (which weighs the present open). Missing until a period has ended.',
  formula:
    'classic: p = (h + l + c)/3, r1 = 2p − l, s1 = 2p − h, r2 = p + h − l, s2 = p − h + l, r3 = h + 2(p − l), s3 = l − 2(h − p)',
  family: 'structure',
  synonyms: ['floor', 'classic', 'fibonacci', 'camarilla', 'woodie', 'support', 'resistance'],
  inputs: [],
  params: [
    choice('kind', 'Kind', ['classic', 'fibonacci', 'camarilla', 'woodie']),
    choice('period', 'Period', ['day', 'week', 'month', 'year']),
    choice('zone', 'Zone', ZONES),
  ],
  outputs: [
    out('p', 'Pivot'),
    out('r1', 'R1'),
    out('r2', 'R2'),
    out('r3', 'R3'),
    out('s1', 'S1'),
    out('s2', 'S2'),
    out('s3', 'S3'),
  ],
  build: (k, _, { kind, period, zone }) => {
    const prior = (output: string) => k.part('priorperiod', output, [], { period, zone })
    const [high, low, close] = [prior('high'), prior('low'), prior('close')]
    const range = k.sub(high, low)
    const today = () => k.part('thisperiod', 'open', [], { period, zone })
    const p =
      kind === 'woodie' ? k.div(k.add(high, low, k.mul(2, today())), 4) : k.div(k.add(high, low, close), 3)
    const around = (from: typeof p, steps: readonly [number, number, number]) => {
      const away = (step: number) => k.mul(step, range)
      const [one, two, three] = steps
      return {
        r1: k.add(from, away(one)),
        r2: k.add(from, away(two)),
        r3: k.add(from, away(three)),
        s1: k.sub(from, away(one)),
        s2: k.sub(from, away(two)),
        s3: k.sub(from, away(three)),
      }
    }
    if (kind === 'fibonacci') return { p, ...around(p, [0.382, 0.618, 1]) }
    if (kind === 'camarilla') return { p, ...around(close, [1.1 / 12, 1.1 / 6, 1.1 / 4]) }
    return {
      p,
      r1: k.sub(k.mul(2, p), low),
      r2: k.add(p, range),
      r3: k.add(high, k.mul(2, k.sub(p, low))),
      s1: k.sub(k.mul(2, p), high),
      s2: k.sub(p, range),
      s3: k.sub(low, k.mul(2, k.sub(high, p))),
    }
  },
})
