'use client'
import { useEffect, useRef } from 'react'
import { useMovingJobs } from '../_runs/moving'

const LOOK_MS = 3_000

/**
 * Reads anew once a job that was active is heard of no more: it is over then. A slow look beside it finds jobs that were over before
 * the page began to listen.
 */
export function useRenewal(activeJobs: readonly string[], renew: () => void): void {
  const moving = useMovingJobs()
  const latest = useRef(renew)
  latest.current = renew
  const active = activeJobs.join(' ')
  const heard = activeJobs.filter(id => moving.has(id)).join(' ')
  const before = useRef('')
  useEffect(() => {
    const gone = before.current.split(' ').some(id => id !== '' && !heard.includes(id))
    before.current = heard
    if (gone) latest.current()
  }, [heard])
  useEffect(() => {
    if (active === '') return
    const timer = setInterval(() => latest.current(), LOOK_MS)
    return () => clearInterval(timer)
  }, [active])
}
