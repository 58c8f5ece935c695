'use client'
import { useEffect, useState } from 'react'

export interface ChartColours {
  readonly ground: string
  readonly line: string
  readonly faint: string
  readonly gain: string
  readonly loss: string
  readonly warn: string
  readonly accent: string
  readonly font: string
}

/** Ink on paper; print.css has the same for all that is no canvas. */
export const PAPER: Omit<ChartColours, 'font'> = {
  ground: '#ffffff',
  line: '#e0e4ea',
  faint: '#5c677e',
  gain: '#0c62b3',
  loss: '#a04d06',
  warn: '#8a6100',
  accent: '#2558c8',
}

/** The page's colours as a canvas needs them. They follow the theme; null on the server. */
export function useChartColours(): ChartColours | null {
  const [colours, setColours] = useState<ChartColours | null>(null)
  useEffect(() => {
    const read = () => setColours(readColours())
    read()
    const chosen = new MutationObserver(read)
    chosen.observe(document.documentElement, {
      attributes: true,
      attributeFilter: ['data-theme', 'data-gains'],
    })
    const system = matchMedia('(prefers-color-scheme: light)')
    system.addEventListener('change', read)
    return () => {
      chosen.disconnect()
      system.removeEventListener('change', read)
    }
  }, [])
  return colours
}

function readColours(): ChartColours {
  const style = getComputedStyle(document.documentElement)
  const of = (name: string) => style.getPropertyValue(`--${name}`).trim()
  return {
    ground: of('ground'),
    line: of('line'),
    faint: of('faint'),
    // A name that stands for another name is resolved by drawing with it.
    gain: resolved('var(--gain)'),
    loss: resolved('var(--loss)'),
    warn: of('warn'),
    accent: of('accent'),
    font: getComputedStyle(document.body).fontFamily,
  }
}

/** A colour as `#rrggbb`, whatever it was written as. */
function resolved(colour: string): string {
  const probe = document.createElement('span')
  probe.style.color = colour
  document.body.append(probe)
  const [r = 0, g = 0, b = 0] = (getComputedStyle(probe).color.match(/[\d.]+/g) ?? []).map(Number)
  probe.remove()
  return `#${[r, g, b].map(part => Math.round(part).toString(16).padStart(2, '0')).join('')}`
}
