'use client'
import { Appearance } from '@/app/_settings/Appearance'

export default function AppearancePage() {
  return <Appearance />
}
