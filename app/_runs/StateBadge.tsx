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
import type { Job } from './moving'

/** States of jobs, and what else a search may be in. */
export type RunState = Job['state'] | 'stopping' | 'paused'

const LOOKS: Readonly<Record<RunState, readonly [Tone, LucideIcon, string]>> = {
  queued: ['neutral', CircleDashed, 'waiting'],
  running: ['accent', LoaderCircle, 'running'],
  stopping: ['accent', LoaderCircle, 'stopping'],
  paused: ['warn', PauseCircle, 'paused'],
  done: ['good', Check, 'done'],
  failed: ['bad', TriangleAlert, 'failed'],
  cancelled: ['warn', Ban, 'cancelled'],
}

export const wordOf = (state: RunState): string => LOOKS[state][2]

/** Colour, sign and word: any one is enough. */
export function StateBadge({ state }: { readonly state: RunState }) {
  const [tone, Icon, word] = LOOKS[state]
  return (
    <Badge tone={tone}>
      <Icon size={11} /> {word}
    </Badge>
  )
}
