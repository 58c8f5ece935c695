'use client'
import { History } from 'lucide-react'
import { NotYet } from '@/app/_frame/NotYet'

export default function BacktestsPage() {
  return (
    <NotYet title="Backtests" icon={History} link={{ title: 'Open past runs', path: 'screens' }}>
      Today every judged bar of a screen is kept, and its rows can be opened again as they were.
    </NotYet>
  )
}
