'use client'
import { useQuery } from '@tanstack/react-query'
import { Link2, Link2Off, Printer } from 'lucide-react'
import Link from 'next/link'
import { useTRPC } from '../_trpc/client'
import { Badge } from '../_ui/Badge'
import { Button, buttonClass } from '../_ui/Button'
import { explain } from '../_ui/problem'
import { Empty, Failed, Loading } from '../_ui/States'
import { partsOf } from './parts'
import { ReportBody } from './ReportBody'
import { ReportHead } from './ReportHead'
import { SharedBy } from './reads'
import { dayOf } from './values'
import './print.css'

/** One report, as whoever has its link reads it. */
export function SharedReport({ token }: { token: string }) {
  const { data, error, refetch } = useQuery(
    useTRPC().shared.report.queryOptions({ token }, { staleTime: Number.POSITIVE_INFINITY, retry: false }),
  )
  if (error)
    return (
      <main className="grid h-dvh place-items-center">
        {explain(error).code === 'NOT_FOUND' ? (
          <Empty
            icon={<Link2Off size={18} />}
            title="This link is over"
            actions={
              <Link href="/" className={buttonClass()}>
                To Sluice
              </Link>
            }
          >
            It was revoked, has expired, or is not whole. Ask who sent it for a new one.
          </Empty>
        ) : (
          <Failed error={error} onRetry={() => void refetch()} />
        )}
      </main>
    )
  if (!data)
    return (
      <main className="h-dvh">
        <Loading rows={12} />
      </main>
    )
  const { strategy, version, expiresAt } = data
  return (
    <SharedBy token={token}>
      <main className="report flex h-dvh min-h-0 flex-col">
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b border-line bg-panel px-4 py-2">
          <ReportHead
            backtest={data}
            strategy={
              <span className="truncate text-soft">
                {strategy.name} <span className="text-faint">version {version.number}</span>
              </span>
            }
          />
          <span className="flex-1" />
          <Badge title="Whoever has the link reads this report.">
            <Link2 size={12} /> shared report{expiresAt && `, until ${dayOf(expiresAt)}`}
          </Badge>
          <Button className="print:hidden" icon={<Printer size={14} />} onClick={() => print()}>
            Print
          </Button>
        </div>
        <ReportBody backtest={{ ...data, id: null }} tabs={partsOf(data)} />
        <p className="border-t border-line bg-panel px-4 py-1 text-[11px] text-faint">
          A backtest tells what a rule would have done, with the costs and assumptions it lists. It promises
          nothing.
        </p>
      </main>
    </SharedBy>
  )
}
