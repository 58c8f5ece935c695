import { heikinashi } from '../composites/heikinashi'
import { hl2 } from '../composites/hl2'
import { hlc3 } from '../composites/hlc3'
import { hlcc4 } from '../composites/hlcc4'
import { ohlc4 } from '../composites/ohlc4'
import type { CatalogueEntry } from '../define'
import { barIndex } from '../ops/source/barIndex'
import { close } from '../ops/source/close'
import { constant } from '../ops/source/constant'
import { flag } from '../ops/source/flag'
import { heikinopen } from '../ops/source/heikinopen'
import { high } from '../ops/source/high'
import { low } from '../ops/source/low'
import { open } from '../ops/source/open'
import { seen } from '../ops/source/seen'
import { time } from '../ops/source/time'
import { volume } from '../ops/source/volume'

export const source: readonly CatalogueEntry[] = [
  barIndex,
  close,
  constant,
  flag,
  heikinashi,
  heikinopen,
  high,
  hl2,
  hlc3,
  hlcc4,
  low,
  ohlc4,
  open,
  seen,
  time,
  volume,
]
