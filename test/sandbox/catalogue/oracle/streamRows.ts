import * as signals from 'trading-signals'
import type { Plain, Row } from './row'

interface Streaming<Input, Result> {
  readonly add: (input: Input) => Result | null | undefined
}

interface Bar {
  readonly open: number
  readonly high: number
  readonly low: number
  readonly close: number
  readonly volume: number
}

const barsOf = (b: Plain): Bar[] =>
  b.close.map((close, i) => ({
    open: b.open[i]!,
    high: b.high[i]!,
    low: b.low[i]!,
    close,
    volume: b.volume[i]!,
  }))

/** Feeds the closes one by one and keeps what comes back each time. */
const closes = (indicator: Streaming<number, number>, b: Plain) => b.close.map(x => indicator.add(x))
const bars = (indicator: Streaming<Bar, number>, b: Plain) => barsOf(b).map(bar => indicator.add(bar))
const part = <R>(indicator: Streaming<Bar, R>, b: Plain, pick: (result: R) => number | null | undefined) =>
  barsOf(b).map(bar => {
    const result = indicator.add(bar)
    return result ? pick(result) : null
  })
const partOfClose = <R>(
  indicator: Streaming<number, R>,
  b: Plain,
  pick: (result: R) => number | null | undefined,
) =>
  b.close.map(x => {
    const result = indicator.add(x)
    return result ? pick(result) : null
  })

const FIRST_VALUE = 'seeds its averages with the first value'
const FIRST_RANGE = 'counts high − low of the first bar as true range'

/** trading-signals, bar by bar. */
export const streamRows: readonly Row[] = [
  { entry: 'ac', like: 'trading-signals AC', values: b => bars(new signals.AC(5, 34, 5), b) },
  { entry: 'ao', like: 'trading-signals AO', values: b => bars(new signals.AO(5, 34), b) },
  {
    entry: 'coppock',
    like: 'trading-signals CoppockCurve',
    values: b => closes(new signals.CoppockCurve(), b),
  },
  {
    entry: 'connorsrsi',
    like: 'trading-signals ConnorsRSI',
    values: b => closes(new signals.ConnorsRSI(), b),
  },
  {
    entry: 'demarker',
    params: { length: 14 },
    like: 'trading-signals DeMarker',
    values: b => bars(new signals.DeMarker({ interval: 14 }), b),
  },
  {
    entry: 'distance',
    params: { length: 14 },
    like: 'trading-signals DisparityIndex',
    values: b => closes(new signals.DisparityIndex(14, signals.SMA), b),
  },
  {
    entry: 'elderray',
    output: 'bull',
    params: { length: 13 },
    like: 'trading-signals ElderRay bull',
    from: 300,
    why: FIRST_VALUE,
    values: b => part(new signals.ElderRay(13), b, r => r.bullPower),
  },
  {
    entry: 'elderray',
    output: 'bear',
    params: { length: 13 },
    like: 'trading-signals ElderRay bear',
    from: 300,
    why: FIRST_VALUE,
    values: b => part(new signals.ElderRay(13), b, r => r.bearPower),
  },
  {
    entry: 'fisher',
    output: 'fisher',
    params: { length: 9 },
    like: 'trading-signals FisherTransform',
    from: 120,
    why: 'starts its recursion at zero on the first bar',
    values: b => bars(new signals.FisherTransform(9), b),
  },
  { entry: 'kst', output: 'kst', like: 'trading-signals KST', values: b => closes(new signals.KST(), b) },
  {
    entry: 'laguerre',
    params: { gamma: 0.7 },
    like: 'trading-signals LaguerreRSI',
    from: 300,
    why: 'starts its stages at zero',
    values: b => closes(new signals.LaguerreRSI({ gamma: 0.7 }), b).map(v => (v == null ? v : 100 * v)),
  },
  {
    entry: 'pmo',
    output: 'pmo',
    like: 'trading-signals PMO',
    from: 1200,
    why: 'smooths by Swenlin’s own seed',
    values: b => partOfClose(new signals.PMO(), b, r => r.pmo),
  },
  {
    entry: 'psychological',
    params: { length: 12 },
    like: 'trading-signals PSL',
    values: b => closes(new signals.PSL({ interval: 12 }), b),
  },
  {
    entry: 'qqe',
    output: 'rsi',
    like: 'trading-signals QQE',
    from: 500,
    why: FIRST_VALUE,
    values: b => partOfClose(new signals.QQE(), b, r => r.rsiMa),
  },
  {
    entry: 'qstick',
    params: { length: 8 },
    like: 'trading-signals Qstick',
    values: b => bars(new signals.Qstick(8), b),
  },
  {
    entry: 'rmi',
    params: { length: 20, momentum: 5 },
    like: 'trading-signals RMI',
    values: b => closes(new signals.RMI({ interval: 20, momentum: 5 }), b),
  },
  {
    entry: 'rvi',
    output: 'rvi',
    params: { length: 10 },
    like: 'trading-signals RelativeVigorIndex',
    values: b => part(new signals.RelativeVigorIndex(10), b, r => r.rvgi),
  },
  {
    entry: 'smi',
    output: 'smi',
    params: { length: 13, first: 25, second: 2, signal: 3 },
    like: 'trading-signals SMI',
    from: 700,
    why: FIRST_VALUE,
    values: b => bars(new signals.SMI({ interval: 13, smooth1: 25, smooth2: 2 }), b),
  },
  {
    entry: 'stc',
    like: 'trading-signals STC',
    from: 1200,
    why: 'reads a window without range as 50',
    values: b => closes(new signals.STC({ cycleInterval: 10, fastInterval: 23, slowInterval: 50 }), b),
  },
  {
    entry: 'tsi',
    params: { long: 25, short: 13 },
    like: 'trading-signals TSI',
    from: 700,
    why: FIRST_VALUE,
    values: b => closes(new signals.TSI({ longPeriod: 25, shortPeriod: 13 }), b),
  },
  {
    entry: 'wavetrend',
    output: 'wt1',
    like: 'trading-signals WaveTrend',
    from: 700,
    why: FIRST_VALUE,
    values: b => part(new signals.WaveTrend(), b, r => r.wt1),
  },
  {
    entry: 'alligator',
    output: 'jaw',
    like: 'trading-signals Alligator',
    from: 500,
    why: 'seeds its averages with the first value',
    values: b => part(new signals.Alligator(), b, r => r.jaw),
  },
  {
    entry: 'alma',
    params: { length: 9 },
    like: 'trading-signals ALMA',
    values: b => closes(new signals.ALMA(9, 0.85, 6), b),
  },
  {
    entry: 'chandekroll',
    output: 'long',
    like: 'trading-signals ChandeKrollStop',
    from: 400,
    why: FIRST_RANGE,
    values: b => part(new signals.ChandeKrollStop({ interval: 10 }), b, r => r.longStop),
  },
  {
    entry: 'chandelier',
    output: 'long',
    like: 'trading-signals ChandelierExit',
    from: 500,
    why: FIRST_RANGE,
    values: b => part(new signals.ChandelierExit({ interval: 22, multiplier: 3 }), b, r => r.long),
  },
  {
    entry: 'frama',
    params: { length: 16 },
    like: 'trading-signals FRAMA',
    flat: true,
    from: 300,
    why: 'starts from the price one bar earlier',
    values: b => closes(new signals.FRAMA(16), b),
  },
  {
    entry: 'hma',
    params: { length: 16 },
    like: 'trading-signals HMA',
    values: b => closes(new signals.HMA(16), b),
  },
  {
    entry: 'ichimoku',
    output: 'spanB',
    like: 'trading-signals IchimokuCloud',
    values: b => part(new signals.IchimokuCloud(), b, r => r.spanB),
  },
  {
    entry: 'mcginley',
    params: { length: 14, factor: 0.6 },
    like: 'trading-signals McGinleyDynamic',
    from: 1000,
    why: 'starts at the first price',
    values: b => closes(new signals.McGinleyDynamic(14), b),
  },
  {
    entry: 'supersmoother',
    params: { length: 10 },
    like: 'trading-signals SuperSmoother',
    from: 100,
    why: 'starts otherwise',
    values: b => closes(new signals.SuperSmoother(10), b),
  },
  {
    entry: 'supertrend',
    output: 'line',
    params: { factor: 3, atrLength: 10 },
    like: 'trading-signals SuperTrend',
    from: 500,
    why: FIRST_RANGE,
    values: b => part(new signals.SuperTrend({ interval: 10, multiplier: 3 }), b, r => r.supertrend),
  },
  {
    entry: 'vhf',
    params: { length: 28 },
    like: 'trading-signals VHF',
    values: b => closes(new signals.VHF(28), b),
  },
  {
    entry: 'vortex',
    output: 'plus',
    params: { length: 14 },
    like: 'trading-signals VortexIndicator',
    values: b => part(new signals.VortexIndicator(14), b, r => r.plus),
  },
  {
    entry: 'vidya',
    params: { length: 14, momentum: 14 },
    like: 'trading-signals VIDYA',
    from: 1500,
    why: 'starts at the first price',
    values: b => closes(new signals.VIDYA(14), b),
  },
  {
    entry: 'zlema',
    params: { length: 9 },
    like: 'trading-signals ZLEMA',
    from: 300,
    why: FIRST_VALUE,
    values: b => closes(new signals.ZLEMA(9), b),
  },
  {
    entry: 'chaikinvol',
    like: 'trading-signals CVI',
    from: 300,
    why: FIRST_VALUE,
    values: b => bars(new signals.CVI(10), b),
  },
  {
    entry: 'keltner',
    output: 'upper',
    like: 'trading-signals KeltnerChannels',
    from: 500,
    why: FIRST_RANGE,
    values: b =>
      part(new signals.KeltnerChannels({ atrInterval: 10, emaInterval: 20, multiplier: 2 }), b, r => r.upper),
  },
  {
    entry: 'massindex',
    params: { length: 25, smooth: 9 },
    like: 'trading-signals MassIndex',
    from: 400,
    why: FIRST_VALUE,
    values: b => bars(new signals.MassIndex(25), b),
  },
  {
    entry: 'rogerssatchell',
    params: { length: 20, periods: 1 },
    like: 'trading-signals RogersSatchellVolatility',
    values: b => bars(new signals.RogersSatchellVolatility(20), b).map(v => (v == null ? v : v * 100)),
  },
  {
    entry: 'squeeze',
    output: 'momentum',
    like: 'trading-signals TTMSqueeze',
    values: b => part(new signals.TTMSqueeze(), b, r => r.momentum),
  },
  {
    entry: 'cmf',
    params: { length: 20 },
    like: 'trading-signals CMF',
    values: b => bars(new signals.CMF(20), b),
  },
  {
    entry: 'eom',
    params: { length: 14 },
    like: 'trading-signals EMV',
    values: b => bars(new signals.EMV(14, 10_000), b),
  },
  {
    entry: 'efi',
    params: { length: 13 },
    like: 'trading-signals ForceIndex',
    from: 300,
    why: FIRST_VALUE,
    values: b => bars(new signals.ForceIndex(13), b),
  },
  {
    entry: 'marketfacilitation',
    like: 'trading-signals MarketFacilitationIndex',
    values: b => bars(new signals.MarketFacilitationIndex(), b),
  },
  {
    entry: 'nvi',
    like: 'trading-signals NVI',
    from: 1,
    why: 'gives 1000 on the first bar',
    values: b => bars(new signals.NVI(), b),
  },
  {
    entry: 'pvi',
    like: 'trading-signals PVI',
    from: 1,
    why: 'gives 1000 on the first bar',
    values: b => bars(new signals.PVI(), b),
  },
  {
    entry: 'pvo',
    output: 'pvo',
    like: 'trading-signals PVO',
    from: 700,
    why: FIRST_VALUE,
    values: b =>
      b.volume.map(
        (
          indicator => v =>
            indicator.add(v)
        )(new signals.PVO()),
      ),
  },
  { entry: 'pvt', like: 'trading-signals PVT', values: b => bars(new signals.PVT(), b) },
  {
    entry: 'relativevolume',
    params: { length: 20 },
    like: 'trading-signals RVOL',
    values: b =>
      b.volume.map(
        (
          indicator => v =>
            indicator.add(v)
        )(new signals.RVOL(20)),
      ),
  },
  { entry: 'williamsad', like: 'trading-signals WAD', values: b => bars(new signals.WAD(), b) },
  {
    entry: 'vwap',
    params: { anchor: 'history' },
    like: 'trading-signals VWAP',
    values: b => bars(new signals.VWAP(), b),
  },
]
