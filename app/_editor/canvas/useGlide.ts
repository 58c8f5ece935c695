'use client'
import { useEffect, useState } from 'react'
import { useSessionState } from './context'
import type { AnyFlow } from './flow'
import { prefersStill } from './focus'

const GLIDE_MS = 260
/** More than these would be drawn too slowly to look like motion. */
const MOST = 150

/** Nodes on their way from where a layout found them to where it put them; at once where motion is not wanted. */
export function useGlide(nodes: AnyFlow[]): AnyFlow[] {
  const glide = useSessionState(state => state.glide)
  const [progress, setProgress] = useState<{ readonly of: typeof glide; readonly share: number }>({
    of: null,
    share: 1,
  })
  const isOver = !glide || glide.from.size > MOST || prefersStill()
  useEffect(() => {
    if (isOver) return
    const start = performance.now()
    let frame = requestAnimationFrame(function step(now) {
      const time = Math.min(1, Math.max(0, (now - start) / GLIDE_MS))
      setProgress({ of: glide, share: 1 - (1 - time) ** 3 })
      if (time < 1) frame = requestAnimationFrame(step)
    })
    return () => cancelAnimationFrame(frame)
  }, [glide, isOver])
  // before the first frame, everything is still where it was
  const share = progress.of === glide ? progress.share : 0
  if (isOver || share === 1) return nodes
  return nodes.map(node => {
    const from = glide.from.get(node.id)
    if (!from) return node
    const between = (a: number, b: number) => a + (b - a) * share
    const { x, y } = node.position
    return { ...node, position: { x: between(from.x, x), y: between(from.y, y) } }
  })
}
