import { Button } from './Button'

/** The foot of a list that goes on. */
export const More = ({ busy, onMore }: { busy: boolean; onMore: () => void }) => (
  <div className="border-t border-line p-2 text-center">
    <Button busy={busy} onClick={onMore}>
      {busy ? 'Loading …' : 'Older'}
    </Button>
  </div>
)
