'use client'
import { useEffect, useRef } from 'react'
import { readGraph } from '@/sandbox/compile/graph/document'
import { replaceGraph } from './model/edits/replaceGraph'
import { canonicalText, type StrategyModel } from './model/strategyModel'

interface InStep {
  /** The page's text. */
  readonly document: string
  readonly published: string
  readonly onChange: (document: string) => void
  readonly model: StrategyModel
  readonly text: string
}

/** Hands every edit on as text, and takes over a text that was changed elsewhere: a draft thrown away, a file imported. */
export function useInStep({ document, published, onChange, model, text }: InStep): void {
  const known = useRef(text)
  /** Handed on, and not yet come back as the page's text. */
  const pending = useRef<string[]>([])
  const seen = useRef(document)
  /** The published text as the model would write it: worked out once, not with every edit. */
  const canonical = useRef({ of: '', text: '' })
  useEffect(() => {
    if (text === known.current) return
    known.current = text
    if (canonical.current.of !== published)
      canonical.current = { of: published, text: canonicalText('graph', published) }
    const next = text === canonical.current.text ? published : text
    pending.current.push(next)
    onChange(next)
  }, [text, published, onChange])
  useEffect(() => {
    if (document === seen.current) return
    seen.current = document
    const own = pending.current.lastIndexOf(document)
    if (own >= 0) {
      pending.current.splice(0, own + 1)
      return
    }
    const read = readGraph(document)
    if (!read.ok) return
    model.apply(replaceGraph(model.state, read.graph, 'Take over another text'))
    known.current = model.text
  }, [document, model])
}
