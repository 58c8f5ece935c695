'use client'
import { Failed } from './_ui/States'

export default function Broken({ error, reset }: { error: Error; reset: () => void }) {
  return <Failed error={error} onRetry={reset} />
}
