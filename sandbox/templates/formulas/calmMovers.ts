import type { Template } from '../template'

export const calmMovers: Template = {
  id: 'calmMovers',
  title: '24 h movers with calm volatility',
  summary: 'Liquid markets that moved over a day in small steps: far from a day ago, and not wild.',
  tags: ['screen', '24 h', 'volatility'],
  kind: 'formula',
  source: `export default strategy(
  {
    name: '24 h movers with calm volatility',
    timeframe: '1h',
    params: { move: num(2, 0.1, 50, 0.1, 'Least move %'), turnover: num(1000000, 0, 1e12, 1, 'Least quote volume') },
  },
  ({ close, ta, params }) => {
    const day = ta.ticker(24)
    const volatility = ta.volatilitystate(14, 200)
    const pushes = ta.movesequences(close, 48, 3)
    const moved = math.abs(day.changePercent) > params.move
    const liquid = day.quoteVolume > params.turnover
    return {
      filter: moved && liquid && !volatility.wild,
      // how many usual bars the day's move is worth
      score: math.abs(day.changePercent) / volatility.natr,
      columns: {
        change: day.changePercent,
        quoteVolume: day.quoteVolume,
        volatility: volatility.rank,
        pushesUp: pushes.upCount,
        pushesDown: pushes.downCount,
      },
    }
  },
)
`,
}
