/** What a new strategy begins with: small, complete, and worth changing. */
export const STARTER = `// Keeps symbols that are oversold while their long trend still rises.
export default strategy(
  { name: 'My first rule', timeframe: '5m', params: { length: int(14, 2, 100), floor: num(30, 1, 50) } },
  ({ close, ta, params }) => {
    const rsi = ta.rsi(close, params.length)
    const trend = ta.ema(close, 200)
    return { filter: rsi < params.floor && close > trend, score: -rsi, columns: { rsi, trend } }
  },
)
`
