'use client'
import { useEffect, useRef } from 'react'
import { useMovingJobs } from '../_runs/moving'

/** Between two readings while news keep coming. */
const LEAST_MS = 900

/** Reads anew when a job that runs tells of its progress, but not at every word of it. Gives the newest that was heard. */
export function useFollow(jobId: string | null, renew: () => void) {
  const moving = useMovingJobs()
  const now = jobId === null ? undefined : moving.get(jobId)
  const latest = useRef(renew)
  latest.current = renew
  const last = useRef(0)
  const told = now ? `${now.state} ${now.progress}` : null
  useEffect(() => {
    if (told === null) return
    const wait = Math.max(0, last.current + LEAST_MS - performance.now())
    const timer = setTimeout(() => {
      last.current = performance.now()
      latest.current()
    }, wait)
    return () => clearTimeout(timer)
  }, [told])
  return now ?? null
}
