import { atleast } from '../composites/atleast'
import { between } from '../composites/between'
import type { CatalogueEntry } from '../define'
import { and } from '../ops/logic/and'
import { cross } from '../ops/logic/cross'
import { crossover } from '../ops/logic/crossover'
import { crossunder } from '../ops/logic/crossunder'
import { eq } from '../ops/logic/eq'
import { ge } from '../ops/logic/ge'
import { gt } from '../ops/logic/gt'
import { le } from '../ops/logic/le'
import { lt } from '../ops/logic/lt'
import { na } from '../ops/logic/na'
import { ne } from '../ops/logic/ne'
import { not } from '../ops/logic/not'
import { nz } from '../ops/logic/nz'
import { or } from '../ops/logic/or'
import { where } from '../ops/logic/where'
import { xor } from '../ops/logic/xor'

export const logic: readonly CatalogueEntry[] = [
  and,
  atleast,
  between,
  cross,
  crossover,
  crossunder,
  eq,
  ge,
  gt,
  le,
  lt,
  na,
  ne,
  not,
  nz,
  or,
  where,
  xor,
]
