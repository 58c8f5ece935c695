'use client'
import { ChartLine } from 'lucide-react'
import { IconButton } from '../../_ui/Button'
import { LiveValue } from './BlockValue'
import type { PreviewStore } from './store'
import { usePreviewState } from './usePreview'

interface ValuesProps {
  readonly store: PreviewStore
  /** What people call a block, where its id says little. */
  readonly labels?: ReadonlyMap<string, string>
}

/** Everything the document computes, at the bar that is looked at. */
export function Values({ store, labels }: ValuesProps) {
  const { shown, plots } = usePreviewState(store)
  const watchables = shown ? store.watchables() : []
  if (watchables.length === 0)
    return (
      <p className="p-3 text-[12px] text-faint">What you name or connect shows its value here, bar by bar.</p>
    )
  return (
    <ul aria-label="Values" className="py-1">
      {watchables.map(({ key, label }) => (
        <li key={key} className="group flex items-center gap-1 pr-2 pl-3 hover:bg-hover">
          <span className="min-w-0 flex-1 truncate text-[12px] text-soft" title={label}>
            {nameOf(label, labels)}
          </span>
          <LiveValue store={store} of={key} />
          <IconButton
            label={plots.includes(key) ? `Take ${label} out of the chart` : `Draw ${label} in the chart`}
            aria-pressed={plots.includes(key)}
            onClick={() => store.togglePlot(key)}
          >
            <ChartLine size={13} />
          </IconButton>
        </li>
      ))}
    </ul>
  )
}

function nameOf(label: string, labels: ValuesProps['labels']): string {
  const at = label.lastIndexOf('.')
  const [block, port] = at < 0 ? [label, ''] : [label.slice(0, at), label.slice(at)]
  return `${labels?.get(block) ?? block}${port}`
}
