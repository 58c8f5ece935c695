'use client'
import { BriefcaseBusiness } from 'lucide-react'
import { NotYet } from '@/app/_frame/NotYet'

export default function PortfolioPage() {
  return (
    <NotYet
      title="Positions"
      icon={BriefcaseBusiness}
      link={{ title: 'Go to your strategies', path: 'strategies' }}
    >
      There is no account to show: nothing in this release places orders, on paper or at a broker.
    </NotYet>
  )
}
