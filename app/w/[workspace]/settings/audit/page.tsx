'use client'
import { useBlocked } from '@/app/_session/workspace'
import { AuditLog } from '@/app/_settings/AuditLog'
import { Forbidden } from '@/app/_ui/States'

export default function AuditPage() {
  const blocked = useBlocked('audit:read')
  return blocked ? <Forbidden>{blocked}</Forbidden> : <AuditLog />
}
