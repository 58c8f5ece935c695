'use client'
import { type ComponentType, lazy, Suspense, useEffect, useState } from 'react'
import { useSay } from './Toasts'

interface Openable {
  readonly open: boolean
  readonly onClose?: () => void
}

/**
 * A component whose code is loaded when it opens for the first time, and then stays. Code that can't be loaded, on a line that is down,
 * is told of and asked for again at the next opening; the page stays.
 */
export function whenOpen<Props extends Openable>(
  load: () => Promise<ComponentType<Props>>,
): ComponentType<Props> {
  const loading = () =>
    lazy(async () => {
      try {
        return { default: await load() }
      } catch {
        Loaded = loading()
        return { default: NotLoaded }
      }
    })
  let Loaded = loading()
  return function WhenOpen(props: Props) {
    const [wasOpen, setWasOpen] = useState(false)
    const [shown, setShown] = useState<{ readonly Component: typeof Loaded } | null>(null)
    if (props.open !== wasOpen) {
      setWasOpen(props.open)
      if (props.open) setShown({ Component: Loaded })
    }
    return shown ? (
      <Suspense fallback={null}>
        <shown.Component {...props} />
      </Suspense>
    ) : null
  }
}

function NotLoaded({ open, onClose }: Openable) {
  const say = useSay()
  useEffect(() => {
    if (!open) return
    say.failed('This can’t be opened now', new Error('Check the connection and try again.'))
    onClose?.()
  }, [open, onClose, say])
  return null
}
