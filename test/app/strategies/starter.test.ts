import { expect, test } from 'vitest'
import { openDocument } from '@/app/_editor/model/strategyModel'
import { STARTERS, sourceNamed } from '@/app/_strategies/starter'

test.each(STARTERS.map(starter => [starter.title, starter] as const))(
  '%s begins under the name its strategy is given',
  (_, starter) => {
    const name = 'Ann’s "dip" \\ don\'t $& buy'
    const source = sourceNamed(starter, name)
    expect(source).not.toContain('My first')
    if (starter.kind === 'graph') {
      expect(JSON.parse(source).name).toBe(name)
      expect(openDocument('graph', source).ok).toBe(true)
    } else expect(source).toContain(`name: 'Ann’s "dip" \\\\ don\\'t $& buy'`)
  },
)
