import { Badge } from './Badge'

/** Where bars come from. What is made up says so wherever it is shown. */
export function VenueBadge({ venue }: { venue: string }) {
  if (venue === 'simulated')
    return (
      <Badge tone="warn" title="Prices are computed by the built-in simulated venue; they are no market’s.">
        simulated data
      </Badge>
    )
  if (venue === 'csv') return <Badge title="Bars of files that were imported here.">imported files</Badge>
  return <Badge title="The venue the bars come from.">{venue}</Badge>
}
