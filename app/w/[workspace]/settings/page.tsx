'use client'
import { Profile } from '@/app/_settings/Profile'

export default function ProfilePage() {
  return <Profile />
}
