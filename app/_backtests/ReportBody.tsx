'use client'
import { useRouter, useSearchParams } from 'next/navigation'
import { Suspense, useMemo } from 'react'
import { count } from '../_ui/numbers'
import { Segments } from '../_ui/Segments'
import { Loading } from '../_ui/States'
import type { Told } from './backtest'
import { EventStudyNumbers } from './EventStudyNumbers'
import { KeyNumbers } from './KeyNumbers'
import type { ReportPart } from './parts'
import { RunFacts } from './RunFacts'
import { useGuide } from './reads'

interface ReportBodyProps<Of extends Told> {
  readonly backtest: Of
  readonly tabs: readonly ReportPart<Of>[]
}

/** What came of a backtest: the numbers one asks for first, and below them its parts. */
export function ReportBody<Of extends Told>({ backtest, tabs }: ReportBodyProps<Of>) {
  const search = useSearchParams()
  const router = useRouter()
  const { data: guide } = useGuide()
  const metrics = useMemo(
    () =>
      new Map(guide?.families.flatMap(family => family.metrics.map(metric => [metric.id, metric] as const))),
    [guide],
  )
  const asked = search.get('tab')
  const part = tabs.find(each => each.value === asked) ?? tabs[0]
  const { bias, events } = backtest.report
  if (!part) return null
  return (
    <>
      {bias?.prefix.kind === 'peeks' && (
        <p role="alert" className="border-b border-bad/40 bg-bad-wash px-4 py-2 text-bad">
          {bias.says[0]}
        </p>
      )}
      {events ? (
        <EventStudyNumbers events={events} />
      ) : (
        <KeyNumbers report={backtest.report} trades={backtest.summary?.trades ?? 0} metrics={metrics} />
      )}
      <div className="flex items-center gap-2 border-b border-line px-3 py-1.5 print:hidden">
        <Segments
          label="Part of the report"
          options={tabs.map(({ value, label }) => ({
            value,
            label,
            ...(value === 'trades' && { note: count(backtest.summary?.trades ?? 0) }),
            ...(value === 'instances' && { note: count(events?.instances ?? 0) }),
          }))}
          value={part.value}
          onChange={tab => router.replace(`?tab=${tab}`, { scroll: false })}
        />
      </div>
      <div className="report-body min-h-0 flex-1 overflow-auto">
        <Suspense fallback={<Loading rows={10} />}>
          <part.Body backtest={backtest} />
        </Suspense>
        {part.value !== 'assumptions' && (
          <div className="hidden break-inside-avoid p-3 print:block">
            <RunFacts backtest={backtest} />
          </div>
        )}
      </div>
    </>
  )
}
