'use client'
import { useMemo } from 'react'
import { readGraph } from '@/sandbox/compile/graph/document'
import { printGraph } from '@/sandbox/compile/graph/print'
import { Code } from './Code'

/** A graph as the formula that compiles to the same program. */
export function Printed({ document }: { document: string }) {
  const { text, problems } = useMemo(() => {
    const read = readGraph(document)
    return read.ok ? printGraph(read.graph) : { text: '', problems: read.problems }
  }, [document])
  return (
    <div className="h-full overflow-auto bg-ground">
      {problems.length > 0 && (
        <p role="alert" className="border-b border-line bg-bad-wash px-4 py-2 text-bad">
          Blocks with problems are not in the code: {problems[0]?.message}
        </p>
      )}
      <pre className="p-3 font-mono text-[12.5px] leading-5 [font-variant-ligatures:none]">
        <Code source={text} />
      </pre>
    </div>
  )
}
