'use client'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useHere } from '../_session/workspace'
import { useTRPC } from '../_trpc/client'
import { Button } from '../_ui/Button'
import { CopyLine } from '../_ui/CopyLine'
import { Dialog } from '../_ui/Dialog'
import { SelectField } from '../_ui/Field'
import { explain } from '../_ui/problem'
import { Failed, Loading } from '../_ui/States'
import { useSay } from '../_ui/Toasts'
import { momentOf } from './values'

const EXPIRIES = [
  { value: '7', label: 'In a week' },
  { value: '30', label: 'In 30 days' },
  { value: '365', label: 'In a year' },
  { value: 'never', label: 'When it is revoked' },
] as const

interface ShareReportProps {
  readonly open: boolean
  readonly onClose: () => void
  readonly backtestId: string
}

export const ShareReport = ({ open, onClose, backtestId }: ShareReportProps) => (
  <Dialog
    open={open}
    onClose={onClose}
    title="Share this report"
    about="Whoever has the link reads this report without signing in: its numbers, trades and settings, and nothing else of the workspace."
  >
    <Links backtestId={backtestId} />
  </Dialog>
)

function Links({ backtestId }: Pick<ShareReportProps, 'backtestId'>) {
  const { workspace } = useHere()
  const trpc = useTRPC()
  const queries = useQueryClient()
  const say = useSay()
  const [expiry, setExpiry] = useState<(typeof EXPIRIES)[number]['value']>('30')
  const asked = { workspaceId: workspace.id, backtestId }
  const listed = trpc.backtests.shares.queryOptions(asked)
  const { data: links, error, refetch } = useQuery(listed)
  const renew = () => queries.invalidateQueries({ queryKey: listed.queryKey })
  const share = useMutation(trpc.backtests.share.mutationOptions({ onSuccess: renew }))
  const unshare = useMutation(
    trpc.backtests.unshare.mutationOptions({
      onSuccess: async (_, { shareId }) => {
        if (share.data?.id === shareId) share.reset()
        await renew()
        say.done('The link opens nothing any more')
      },
      onError: problem => say.failed('The link still opens the report', problem),
    }),
  )
  if (error) return <Failed error={error} onRetry={() => void refetch()} />
  return (
    <div className="flex flex-col gap-4">
      <div className="flex items-end gap-2">
        <div className="flex-1">
          <SelectField label="Expires" options={EXPIRIES} value={expiry} onChange={setExpiry} />
        </div>
        <Button
          look="primary"
          className="h-8"
          busy={share.isPending}
          onClick={() =>
            share.mutate({ ...asked, expiresInDays: expiry === 'never' ? null : Number(expiry) })
          }
        >
          Make a link
        </Button>
      </div>
      {share.error && (
        <p role="alert" className="text-bad">
          {explain(share.error).sentence}
        </p>
      )}
      {share.data && (
        <div>
          <CopyLine text={`${location.origin}/r/${share.data.token}`} label="The link" />
          <p className="mt-1 text-faint">It is shown this once: only its digest is kept.</p>
        </div>
      )}
      {links ? (
        links.length > 0 && (
          <ul aria-label="Links that open this report" className="border-t border-line pt-2">
            {links.map(({ id, createdAt, expiresAt }) => (
              <li key={id} className="flex items-center gap-3 py-1">
                <span className="flex-1 text-soft">
                  made {momentOf(createdAt)},{' '}
                  {expiresAt ? `opens until ${momentOf(expiresAt)}` : 'opens until it is revoked'}
                </span>
                <Button
                  look="danger"
                  busy={unshare.isPending && unshare.variables.shareId === id}
                  onClick={() => unshare.mutate({ workspaceId: workspace.id, shareId: id })}
                >
                  Revoke
                </Button>
              </li>
            ))}
          </ul>
        )
      ) : (
        <Loading rows={2} />
      )}
    </div>
  )
}
