import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import * as talib from 'talib-web'
import type { BarColumns } from '@/sandbox/ir/bars'

/** The part of an Emscripten module used here. */
interface Wasm {
  readonly HEAPF64: Float64Array
  readonly HEAP32: Int32Array
  readonly _malloc: (bytes: number) => number
  readonly _free: (at: number) => void
  readonly ccall: (name: string, returns: 'number', types: string[], args: number[]) => number
}

interface Found {
  /** The bar of the first value. */
  readonly first: number
  readonly count: number
  /** Byte offsets of the outputs, each as long as the inputs. */
  readonly outputs: readonly number[]
}

/**
 * TA-Lib's C functions, called by themselves: the package's own wrapper passes the last bar one too far and no place for the
 * first bar, which breaks every function that calls another.
 */
export class Talib {
  private constructor(private readonly wasm: Wasm) {}

  static async start(): Promise<Talib> {
    const file = createRequire(import.meta.url).resolve('talib-web/lib/talib.wasm')
    // it asks for a URL, so it gets one that holds the file
    const wasm: Wasm = await talib.init(
      `data:application/wasm;base64,${readFileSync(file).toString('base64')}`,
    )
    const started = new Talib(wasm)
    started.setCandles()
    return started
  }

  /** Every output on its bars, missing before the first value. */
  numbers(name: string, inputs: readonly number[][], options: readonly number[], outputs = 1): number[][] {
    const bars = inputs[0]!.length
    return this.call(name, inputs, options, outputs, ({ first, count, outputs }) =>
      outputs.map(at => {
        const column = new Array<number>(bars).fill(Number.NaN)
        for (let i = 0; i < count; i++) column[first + i] = this.wasm.HEAPF64[at / 8 + i]!
        return column
      }),
    )
  }

  /** A candle pattern: 0, or a positive or negative number where it matches. */
  candles(name: string, bars: BarColumns, options: readonly number[] = []): Int32Array {
    const inputs = [bars.open, bars.high, bars.low, bars.close]
    return this.call(name, inputs, options, 1, ({ first, count, outputs }) => {
      const hits = new Int32Array(bars.close.length)
      hits.set(this.wasm.HEAP32.subarray(outputs[0]! / 4, outputs[0]! / 4 + count), first)
      return hits
    })
  }

  private call<T>(
    name: string,
    inputs: readonly ArrayLike<number>[],
    options: readonly number[],
    outputs: number,
    read: (found: Found) => T,
  ): T {
    const { wasm } = this
    const bars = inputs[0]!.length
    const columns = inputs.map(column => {
      const at = wasm._malloc(bars * 8)
      wasm.HEAPF64.set(column, at / 8)
      return at
    })
    const places = Array.from({ length: outputs }, () => wasm._malloc(bars * 8))
    const counts = wasm._malloc(8)
    const args = [0, bars - 1, ...columns, ...options, counts, counts + 4, ...places]
    const types = args.map(() => 'number')
    const code = wasm.ccall(`TA_${name}`, 'number', types, args)
    if (code !== 0) throw new Error(`TA_${name} answered ${code}`)
    const result = read({
      first: wasm.HEAP32[counts / 4]!,
      count: wasm.HEAP32[counts / 4 + 1]!,
      outputs: places,
    })
    for (const at of [...columns, ...places, counts]) wasm._free(at)
    return result
  }

  /**
   * The package never calls TA_Initialize, so what counts as a long body or a short wick is zero. The place of these settings
   * in static memory is found by their effect, and TA-Lib's defaults are written there.
   */
  private setCandles(): void {
    const { wasm } = this
    const flat = Float64Array.of(10, 11, 10)
    const bodies = {
      time: flat,
      open: flat,
      high: flat.map(x => x + 3),
      low: flat,
      close: flat.map(x => x + 2),
      volume: flat,
    }
    // with all settings zero a doji is a body ≤ factor · body: only its own factor makes these bars dojis
    const isDoji = () => this.candles('CDLDOJI', bodies).some(hit => hit !== 0)
    for (let at = 128; at < 1 << 14; at++) {
      if (wasm.HEAPF64[at] !== 0) continue
      wasm.HEAPF64[at] = 1e9
      const found = isDoji()
      wasm.HEAPF64[at] = 0
      if (!found) continue
      const base = at * 8 - 16 - DOJI * SETTING_BYTES
      CANDLE_SETTINGS.forEach(([range, bars, factor], k) => {
        const place = base + k * SETTING_BYTES
        wasm.HEAP32.set([k, range, bars], place / 4)
        wasm.HEAPF64[place / 8 + 2] = factor
      })
      return
    }
    throw new Error('TA-Lib’s candle settings were not found')
  }
}

/** In the order of TA-Lib's enumeration: what is measured (0 body, 1 range, 2 wicks), over how many bars, times what. */
const CANDLE_SETTINGS = [
  [0, 10, 1],
  [0, 10, 3],
  [0, 10, 1],
  [1, 10, 0.1],
  [0, 0, 1],
  [0, 0, 2],
  [2, 10, 1],
  [1, 10, 0.1],
  [1, 5, 0.2],
  [1, 5, 0.6],
  [1, 5, 0.05],
] as const
const SETTING_BYTES = 24
const DOJI = 3
