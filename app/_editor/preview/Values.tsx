'use client'
import { ChartLine } from 'lucide-react'
import { memo } from 'react'
import { IconButton } from '../../_ui/Button'
import { LiveValue } from './BlockValue'
import { type Labels, labelled } from './labels'
import type { PreviewStore, Watchable } from './store'
import { usePreviewState } from './usePreview'

interface ValuesProps {
  readonly store: PreviewStore
  /** What people call a block, where its id says little. */
  readonly labels?: Labels
}

/** Everything the document computes, at the bar that is looked at. */
export function Values({ store, labels }: ValuesProps) {
  const { shown, plots } = usePreviewState(store)
  const watchables = shown ? apart(store.watchables(), labels) : []
  if (watchables.length === 0)
    return (
      <p className="p-3 text-[12px] text-faint">What you name or connect shows its value here, bar by bar.</p>
    )
  return (
    <ul aria-label="Values" className="py-1">
      {watchables.map(({ key, name }) => (
        <Row key={key} store={store} of={key} name={name} isDrawn={plots.includes(key)} />
      ))}
    </ul>
  )
}

interface RowProps {
  readonly store: PreviewStore
  readonly of: string
  readonly name: string
  readonly isDrawn: boolean
}

/** One value. The store paints it; a large drawing has too many to render them with every bar that comes. */
const Row = memo(function Row({ store, of, name, isDrawn }: RowProps) {
  const [, block, end] = ENDING.exec(name) ?? [null, name, '']
  return (
    <li className="group flex items-center gap-1 pr-2 pl-3 hover:bg-hover">
      <span className="flex min-w-0 flex-1 text-[12px] text-soft" title={name}>
        <span className="truncate">{block}</span>
        <span className="shrink-0 whitespace-pre">{end}</span>
      </span>
      <LiveValue store={store} of={of} />
      <IconButton
        label={isDrawn ? `Take ${name} out of the chart` : `Draw ${name} in the chart`}
        className={isDrawn ? 'text-accent!' : undefined}
        onClick={() => store.togglePlot(of)}
      >
        <ChartLine size={13} />
      </IconButton>
    </li>
  )
})

/** What tells values of one block, or blocks of one title, apart stands last and stays in sight. */
const ENDING = /^(.+?)((?: [\d.,]+)*(?:\.\w+)?)$/

/** With the names people know; a column that only hands on a block of the same name is told once. */
function apart(watchables: readonly Watchable[], labels: Labels | undefined) {
  const told = new Map<string, Watchable & { readonly name: string }>()
  for (const each of watchables) {
    const name = labelled(each.label, labels)
    const same = `${name} ${each.node}`
    if (!told.has(same)) told.set(same, { ...each, name })
  }
  return [...told.values()]
}
