'use client'
import { type ComponentType, createContext, lazy, type ReactNode, useContext, useState } from 'react'
import { Failed } from './States'

const Retry = createContext<(() => void) | null>(null)

/**
 * A component whose code is loaded when it is first shown. Code that can't be loaded, on a line that is down or after a new version
 * came, is told of in its place and asked for again when somebody says so; the page around it stays.
 */
export function later<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
): (props: Props) => ReactNode {
  const loading = () => ({
    Component: lazy(async () => {
      try {
        return { default: await load() }
      } catch {
        return { default: NotLoaded }
      }
    }),
  })
  // what waits for its code keeps no state: it finds here what it waited for
  let asked = loading()
  return function Later(props: Props) {
    const [shown, setShown] = useState(asked)
    const askAgain = () => {
      asked = loading()
      setShown(asked)
    }
    return (
      <Retry value={askAgain}>
        <shown.Component {...props} />
      </Retry>
    )
  }
}

function NotLoaded() {
  const retry = useContext(Retry)
  return <Failed error={NOT_LOADED} onRetry={retry ?? undefined} />
}

const NOT_LOADED = new Error('Its code could not be loaded. Check your connection and try again.')
