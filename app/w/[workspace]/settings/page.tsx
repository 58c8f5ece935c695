'use client'
import type { ReactNode } from 'react'
import { useCrumbs } from '@/app/_frame/crumbs'
import { Page } from '@/app/_frame/Page'
import { useBlocked } from '@/app/_session/workspace'
import { ApiKeys } from '@/app/_settings/ApiKeys'
import { Appearance } from '@/app/_settings/Appearance'
import { AuditLog } from '@/app/_settings/AuditLog'
import { Profile } from '@/app/_settings/Profile'
import { WorkspaceSettings } from '@/app/_settings/WorkspaceSettings'

export default function SettingsPage() {
  const mayKeys = useBlocked('apiKeys:read')
  const mayAudit = useBlocked('audit:read')
  useCrumbs([{ title: 'Settings' }])
  return (
    <Page>
      <div className="mx-auto flex max-w-4xl flex-col gap-4 p-6">
        <Part title="You">
          <Profile />
        </Part>
        <Part title="Appearance">
          <Appearance />
        </Part>
        <Part title="Workspace">
          <WorkspaceSettings />
        </Part>
        <Part title="API keys">{mayKeys ? <p className="text-faint">{mayKeys}</p> : <ApiKeys />}</Part>
        <Part title="Audit log">{mayAudit ? <p className="text-faint">{mayAudit}</p> : <AuditLog />}</Part>
      </div>
    </Page>
  )
}

const Part = ({ title, children }: { title: string; children: ReactNode }) => (
  <section aria-label={title} className="rounded-lg border border-line bg-panel p-5">
    <h2 className="mb-3 text-[15px] font-semibold">{title}</h2>
    {children}
  </section>
)
