'use client'
import { Bell } from 'lucide-react'
import { NotYet } from '@/app/_frame/NotYet'

export default function AlertsPage() {
  return (
    <NotYet title="Alerts" icon={Bell} link={{ title: 'Open your screens', path: 'screens' }}>
      Today a live screen shows which symbols begin to match, bar by bar, while you watch it.
    </NotYet>
  )
}
