import type { Template } from '../template'

export const squeezeMomentum: Template = {
  id: 'squeezeMomentum',
  title: 'Squeeze momentum',
  summary: 'The squeeze releases with momentum rising.',
  tags: ['volatility', 'momentum'],
  kind: 'formula',
  source: `export default strategy({ name: 'Squeeze momentum', timeframe: '1h' }, ({ ta }) => {
  const squeeze = ta.squeeze(20, 2, 1.5)
  return {
    long: squeeze.fired && squeeze.momentum > 0,
    short: squeeze.fired && squeeze.momentum < 0,
    exitLong: ta.falling(squeeze.momentum, 2),
    exitShort: ta.rising(squeeze.momentum, 2),
    columns: { momentum: squeeze.momentum },
  }
})
`,
}
