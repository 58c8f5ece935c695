import { IndicatorsSync } from '@ixjb94/indicators'
import * as ts from 'indicatorts'
import * as technical from 'technicalindicators'
import { type Row, tail } from './row'

const tulip = new IndicatorsSync()
const FIRST_VALUE = 'seeds its averages with the first value'
const cut = (b: { close: number[] }, values: readonly number[]) => tail(b.close.length, values)

/** Libraries that take whole arrays: @ixjb94/indicators (a port of Tulip), technicalindicators and indicatorts. */
export const arrayRows: readonly Row[] = [
  {
    entry: 'rma',
    params: { length: 14 },
    like: 'technicalindicators WEMA',
    values: b => cut(b, technical.wema({ period: 14, values: b.close })),
  },
  {
    entry: 'kst',
    output: 'signal',
    like: 'technicalindicators KST',
    values: b =>
      cut(
        b,
        technical
          .kst({
            values: b.close,
            ROCPer1: 10,
            ROCPer2: 15,
            ROCPer3: 20,
            ROCPer4: 30,
            SMAROCPer1: 10,
            SMAROCPer2: 10,
            SMAROCPer3: 10,
            SMAROCPer4: 15,
            signalPeriod: 9,
          })
          .map(r => r.signal ?? Number.NaN),
      ),
  },
  {
    entry: 'efi',
    params: { length: 13 },
    like: 'technicalindicators ForceIndex',
    values: b => cut(b, technical.forceindex({ period: 13, close: b.close, volume: b.volume })),
  },
  {
    entry: 'heikinashi',
    output: 'open',
    like: 'technicalindicators HeikinAshi',
    from: 60,
    why: 'starts at the first open',
    values: b => technical.heikinashi({ ...b }).open ?? [],
  },
  {
    entry: 'ichimoku',
    output: 'spanA',
    like: 'technicalindicators IchimokuCloud',
    values: b =>
      cut(
        b,
        technical
          .ichimokucloud({
            high: b.high,
            low: b.low,
            conversionPeriod: 9,
            basePeriod: 26,
            spanPeriod: 52,
            displacement: 26,
          })
          .map(r => r.spanA),
      ),
  },
  {
    entry: 'adx',
    output: 'adx',
    params: { length: 14 },
    like: 'technicalindicators ADX',
    values: b =>
      cut(
        b,
        technical.adx({ period: 14, high: b.high, low: b.low, close: b.close }).map(r => r.adx),
      ),
  },
  {
    entry: 'macd',
    output: 'histogram',
    like: 'technicalindicators MACD',
    values: b =>
      cut(
        b,
        technical
          .macd({
            values: b.close,
            fastPeriod: 12,
            slowPeriod: 26,
            signalPeriod: 9,
            SimpleMAOscillator: false,
            SimpleMASignal: false,
          })
          .map(r => r.histogram ?? Number.NaN),
      ),
  },
  {
    entry: 'bb',
    output: 'percentB',
    params: { length: 20, mult: 2 },
    like: 'technicalindicators BollingerBands %B',
    values: b =>
      cut(
        b,
        technical.bollingerbands({ period: 20, stdDev: 2, values: b.close }).map(r => r.pb),
      ),
  },
  {
    entry: 'bb',
    output: 'width',
    params: { length: 20, mult: 2 },
    like: 'indicatorts BBW',
    from: 19,
    why: 'begins before the window is full',
    values: b => [...ts.bbw(ts.bb(b.close, { period: 20 })).width],
  },
  { entry: 'cmo', params: { length: 14 }, like: 'Tulip CMO', values: b => cut(b, tulip.cmo(b.close, 14)) },
  {
    entry: 'vwma',
    params: { length: 20 },
    like: 'Tulip VWMA',
    values: b => cut(b, tulip.vwma(b.close, b.volume, 20)),
  },
  {
    entry: 'moneyflow',
    like: 'difference of Tulip AD',
    values: b => tulip.ad(b.high, b.low, b.close, b.volume).map((v, i, all) => (i ? v - all[i - 1]! : v)),
  },
  {
    entry: 'kc',
    output: 'middle',
    params: { length: 20, mult: 2 },
    like: 'Tulip-style EMA',
    from: 400,
    why: FIRST_VALUE,
    values: b => cut(b, tulip.ema(b.close, 20)),
  },
]
