'use client'
import { useRef } from 'react'
import { useGraph } from './canvas/context'
import type { GraphState } from './model/graphState'
import { isSameProgram } from './model/moved'

/** What is made of the open document; the same object while its blocks, frames and notes are only moved. */
export function useProgram<T>(make: (graph: GraphState) => T): T {
  const known = useRef<{ readonly graph: GraphState; readonly made: T } | null>(null)
  return useGraph(graph => {
    if (!known.current || !isSameProgram(known.current.graph, graph))
      known.current = { graph, made: make(graph) }
    return known.current.made
  })
}
