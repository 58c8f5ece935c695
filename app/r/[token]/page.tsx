import type { Metadata } from 'next'
import { SharedReport } from '@/app/_backtests/SharedReport'

// Who got the link may read it; that is no reason for search engines to list it.
export const metadata: Metadata = {
  title: 'Shared report',
  robots: { index: false, follow: false, noarchive: true, nosnippet: true },
}

export default async function SharedReportPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params
  return <SharedReport token={token} />
}
