'use client'
import { Sessions } from '@/app/_settings/Sessions'

export default function SessionsPage() {
  return <Sessions />
}
