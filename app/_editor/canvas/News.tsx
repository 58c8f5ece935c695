'use client'
import { useSessionState } from './context'

/** Tells screen readers what an edit did beside what was asked. */
export function News() {
  const news = useSessionState(state => state.news)
  return (
    <p role="status" aria-label="What was done" className="sr-only">
      {news}
    </p>
  )
}
