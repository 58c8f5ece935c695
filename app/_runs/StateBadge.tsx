import { Ban, Check, CircleDashed, LoaderCircle, type LucideIcon, TriangleAlert } from 'lucide-react'
import { Badge, type Tone } from '../_ui/Badge'
import type { Job } from './moving'

const LOOKS: Readonly<Record<Job['state'], readonly [Tone, LucideIcon]>> = {
  queued: ['neutral', CircleDashed],
  running: ['accent', LoaderCircle],
  done: ['good', Check],
  failed: ['bad', TriangleAlert],
  cancelled: ['warn', Ban],
}

/** Colour, sign and word: any one is enough. */
export function StateBadge({ state }: { state: Job['state'] }) {
  const [tone, Icon] = LOOKS[state]
  return (
    <Badge tone={tone}>
      <Icon size={11} /> {state}
    </Badge>
  )
}
