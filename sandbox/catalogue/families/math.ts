import { clip } from '../composites/clip'
import { rescale } from '../composites/rescale'
import { weightedscore } from '../composites/weightedscore'
import type { CatalogueEntry } from '../define'
import { abs } from '../ops/math/abs'
import { add } from '../ops/math/add'
import { ceil } from '../ops/math/ceil'
import { degrees } from '../ops/math/degrees'
import { div } from '../ops/math/div'
import { exp } from '../ops/math/exp'
import { floor } from '../ops/math/floor'
import { log } from '../ops/math/log'
import { log10 } from '../ops/math/log10'
import { max } from '../ops/math/max'
import { min } from '../ops/math/min'
import { mod } from '../ops/math/mod'
import { mul } from '../ops/math/mul'
import { neg } from '../ops/math/neg'
import { pow } from '../ops/math/pow'
import { round } from '../ops/math/round'
import { sign } from '../ops/math/sign'
import { sqrt } from '../ops/math/sqrt'
import { sub } from '../ops/math/sub'

export const math: readonly CatalogueEntry[] = [
  abs,
  add,
  ceil,
  clip,
  degrees,
  div,
  exp,
  floor,
  log,
  log10,
  max,
  min,
  mod,
  mul,
  neg,
  pow,
  rescale,
  round,
  sign,
  sqrt,
  sub,
  weightedscore,
]
