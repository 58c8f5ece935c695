'use client'
import { useParams, useRouter, useSearchParams } from 'next/navigation'
import { Suspense } from 'react'
import { InstrumentView } from '@/app/_data/InstrumentView'
import { useCrumbs } from '@/app/_frame/crumbs'
import { useHref } from '@/app/_session/workspace'
import { Loading } from '@/app/_ui/States'
import { isTimeframe } from '@/sandbox/ir/timeframe'

function Instrument() {
  const params = useParams<{ venue: string; symbol: string }>()
  const [venue, symbol] = [decodeURIComponent(params.venue), decodeURIComponent(params.symbol)]
  const router = useRouter()
  const href = useHref()
  const wanted = useSearchParams().get('bars') ?? ''
  useCrumbs([{ title: 'Data', href: href(`data?venue=${encodeURIComponent(venue)}`) }, { title: symbol }])
  return (
    <InstrumentView
      venue={venue}
      symbol={symbol}
      timeframe={isTimeframe(wanted) ? wanted : '1h'}
      onTimeframe={timeframe => router.replace(`?bars=${timeframe}`, { scroll: false })}
    />
  )
}

export default function InstrumentPage() {
  return (
    <Suspense fallback={<Loading rows={12} />}>
      <Instrument />
    </Suspense>
  )
}
