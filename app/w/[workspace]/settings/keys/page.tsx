'use client'
import { useBlocked } from '@/app/_session/workspace'
import { ApiKeys } from '@/app/_settings/ApiKeys'
import { Forbidden } from '@/app/_ui/States'

export default function KeysPage() {
  const blocked = useBlocked('apiKeys:read')
  return blocked ? <Forbidden>{blocked}</Forbidden> : <ApiKeys />
}
