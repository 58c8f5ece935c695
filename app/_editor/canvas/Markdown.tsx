import type { ReactNode } from 'react'
import { type Block, markdownBlocks, type Span, spansOf } from '../model/markdown'

/** Markdown as elements; nothing of it is ever read as HTML, and links lead to the web only. */
export const Markdown = ({ text }: { readonly text: string }) => (
  <div className="flex flex-col gap-1.5 break-words">
    {markdownBlocks(text).map((block, at) => (
      <BlockView key={at} block={block} />
    ))}
  </div>
)

function BlockView({ block }: { readonly block: Block }): ReactNode {
  switch (block.kind) {
    case 'heading':
      return (
        <p className={block.level === 1 ? 'text-[14px] font-semibold text-ink' : 'font-semibold text-ink'}>
          <Spans text={block.text} />
        </p>
      )
    case 'list': {
      const items = block.items.map((item, at) => (
        <li key={at}>
          <Spans text={item} />
        </li>
      ))
      return block.isOrdered ? (
        <ol className="list-decimal pl-5">{items}</ol>
      ) : (
        <ul className="list-disc pl-4">{items}</ul>
      )
    }
    case 'quote':
      return (
        <blockquote className="border-l-2 border-line-strong pl-2 whitespace-pre-line">
          <Spans text={block.text} />
        </blockquote>
      )
    case 'code':
      return <pre className="overflow-x-auto rounded bg-ground p-1.5 font-mono text-[11px]">{block.text}</pre>
    case 'rule':
      return <hr className="border-line" />
    case 'paragraph':
      return (
        <p className="whitespace-pre-line">
          <Spans text={block.text} />
        </p>
      )
  }
}

const Spans = ({ text }: { readonly text: string }) =>
  spansOf(text).map((span, at) => <SpanView key={at} span={span} />)

function SpanView({ span }: { readonly span: Span }): ReactNode {
  switch (span.kind) {
    case 'text':
      return span.text
    case 'strong':
      return <strong className="font-semibold text-ink">{span.text}</strong>
    case 'stress':
      return <em>{span.text}</em>
    case 'code':
      return <code className="rounded bg-ground px-0.5 font-mono text-[11px]">{span.text}</code>
    case 'link':
      return (
        <a
          href={span.href}
          target="_blank"
          rel="noopener noreferrer nofollow"
          className="nodrag text-accent underline"
        >
          {span.text}
        </a>
      )
  }
}
