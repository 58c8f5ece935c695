import {
  Ban,
  Check,
  CircleDashed,
  LoaderCircle,
  type LucideIcon,
  PauseCircle,
  TriangleAlert,
} from 'lucide-react'
import { Badge, type Tone } from '../_ui/Badge'
import type { Optimisation } from './metrics'

const LOOKS: Readonly<Record<Optimisation['state'], readonly [Tone, LucideIcon, string]>> = {
  queued: ['neutral', CircleDashed, 'waiting'],
  running: ['accent', LoaderCircle, 'running'],
  stopping: ['accent', LoaderCircle, 'stopping'],
  paused: ['warn', PauseCircle, 'paused'],
  done: ['good', Check, 'done'],
  failed: ['bad', TriangleAlert, 'failed'],
  cancelled: ['warn', Ban, 'cancelled'],
}

/** Colour, sign and word: any one is enough. */
export function StateWord({ state }: { readonly state: Optimisation['state'] }) {
  const [tone, Icon, word] = LOOKS[state]
  return (
    <Badge tone={tone}>
      <Icon size={11} /> {word}
    </Badge>
  )
}
