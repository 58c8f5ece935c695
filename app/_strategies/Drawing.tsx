'use client'
import clsx from 'clsx'
import { useMemo } from 'react'
import { readGraph } from '@/sandbox/compile/graph/document'
import { type DrawnBlock, HEAD, pictureOf, portY, ROW, WIDTH } from './picture'

/** A graph as it is drawn: blocks, wires, frames and notes, to be looked at. */
export function Drawing({ document }: { document: string }) {
  const read = useMemo(() => readGraph(document), [document])
  const picture = useMemo(() => (read.ok ? pictureOf(read.graph) : null), [read])
  if (!read.ok || !picture)
    return (
      <p role="alert" className="p-4 text-soft">
        The document can’t be drawn: {read.ok ? '' : read.problems[0]?.message}
      </p>
    )
  const { blocks, wires, frames, notes, box } = picture
  if (blocks.length === 0)
    return <p className="p-4 text-faint">Nothing is drawn yet. Blocks are added on the strategy’s page.</p>
  return (
    <svg
      role="img"
      aria-label={`${read.graph.name}: ${blocks.length} blocks, ${wires.length} wires`}
      viewBox={`${box.x} ${box.y} ${box.width} ${box.height}`}
      className="h-full w-full bg-ground"
    >
      {frames.map(({ id, x, y, width, height, title }) => (
        <g key={id}>
          <rect x={x} y={y} width={width} height={height} rx={10} className="fill-panel stroke-line" />
          <text x={x + 14} y={y + 24} className="fill-faint text-[14px] font-semibold">
            {title}
          </text>
        </g>
      ))}
      {wires.map(({ key, path }) => (
        <path key={key} d={path} className="fill-none stroke-line-strong" strokeWidth={2} />
      ))}
      {blocks.map(block => (
        <Block key={block.id} block={block} />
      ))}
      {notes.map(({ id, x, y, width, height, text }) => (
        <foreignObject key={id} x={x} y={y} width={width} height={height}>
          <p className="rounded-md border border-line bg-raised p-3 text-[14px] text-soft">{text}</p>
        </foreignObject>
      ))}
    </svg>
  )
}

function Block({ block }: { block: DrawnBlock }) {
  const { x, y, height, title, detail, inputs, outputs, kind } = block
  const gives = kind === 'output' || kind === 'column' || kind === 'result'
  return (
    <g>
      <title>{detail ? `${title}: ${detail}` : title}</title>
      <rect
        x={x}
        y={y}
        width={WIDTH}
        height={height}
        rx={8}
        strokeWidth={1.5}
        className={clsx('fill-raised', gives ? 'stroke-accent' : 'stroke-line-strong')}
      />
      <text x={x + 12} y={y + 18} className="fill-ink text-[13px] font-semibold">
        {cut(title, 23)}
      </text>
      <text x={x + 12} y={y + 33} className="fill-faint text-[11px]">
        {cut(detail, 29)}
      </text>
      {inputs.map((name, at) => (
        <g key={name}>
          <circle cx={x} cy={portY(block, at)} r={4} className="fill-panel stroke-soft" />
          <text x={x + 12} y={y + HEAD + ROW * at + 15} className="fill-soft text-[11px]">
            {cut(name, 13)}
          </text>
        </g>
      ))}
      {outputs.map((name, at) => (
        <g key={name}>
          <circle cx={x + WIDTH} cy={portY(block, at)} r={4} className="fill-accent stroke-accent" />
          {outputs.length > 1 && (
            <text
              x={x + WIDTH - 12}
              y={y + HEAD + ROW * at + 15}
              textAnchor="end"
              className="fill-soft text-[11px]"
            >
              {cut(name, 12)}
            </text>
          )}
        </g>
      ))}
    </g>
  )
}

const cut = (text: string, most: number): string =>
  text.length > most ? `${text.slice(0, most - 1)}…` : text
