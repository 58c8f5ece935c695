'use client'
import { useEffect, useRef, useState } from 'react'
import type { DrawAsk, DrawTell } from './drawer'

/** A code that runs longer is given up, and its thread with it. */
const PATIENCE_MS = 10_000

export interface Drawing {
  /** Draws code; the newest wins, and an answer to an older one never comes. */
  readonly draw: (ask: Omit<DrawAsk, 'number'>) => void
  readonly isBusy: boolean
  readonly failed: string | null
}

/** A worker that draws code, from the first time it is asked for as long as the component is there. */
export function useDrawer(onDrawn: (tell: DrawTell) => void): Drawing {
  const latest = useRef(onDrawn)
  latest.current = onDrawn
  const worker = useRef<Worker>(null)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const number = useRef(0)
  /** Loading the engine takes what it takes; only the code is measured. */
  const isReady = useRef(false)
  const [isBusy, setBusy] = useState(false)
  const [failed, setFailed] = useState<string | null>(null)

  const stop = () => {
    clearTimeout(timer.current)
    worker.current?.terminate()
    worker.current = null
  }
  useEffect(
    () => () => {
      clearTimeout(timer.current)
      worker.current?.terminate()
      worker.current = null
    },
    [],
  )

  const giveUp = (why: string) => {
    stop()
    setBusy(false)
    setFailed(why)
  }
  const beginPatience = () => {
    clearTimeout(timer.current)
    timer.current = setTimeout(
      () => giveUp('The code takes too long to draw and was stopped. Shorten its loops.'),
      PATIENCE_MS,
    )
  }
  const open = (): Worker => {
    const made = new Worker(new URL('./draw.worker.ts', import.meta.url), { type: 'module', name: 'draw' })
    isReady.current = false
    made.onmessage = ({ data }: MessageEvent<DrawTell | 'ready'>) => {
      if (data === 'ready') {
        isReady.current = true
        return beginPatience()
      }
      if (data.number !== number.current) return
      clearTimeout(timer.current)
      setBusy(false)
      latest.current(data)
    }
    made.onerror = event => {
      event.preventDefault()
      giveUp(event.message || 'The drawing thread broke. Edit the code to try again.')
    }
    return made
  }
  const draw: Drawing['draw'] = ask => {
    worker.current ??= open()
    setFailed(null)
    setBusy(true)
    if (isReady.current) beginPatience()
    worker.current.postMessage({ ...ask, number: ++number.current } satisfies DrawAsk)
  }
  return { draw, isBusy, failed }
}
