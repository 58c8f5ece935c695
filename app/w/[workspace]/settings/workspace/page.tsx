'use client'
import { WorkspaceSettings } from '@/app/_settings/WorkspaceSettings'

export default function WorkspacePage() {
  return <WorkspaceSettings />
}
