import { Info } from 'lucide-react'
import type { Block } from '@/sandbox/guide/guide'
import { ExampleBox } from './ExampleBox'
import { Prose } from './Prose'

interface DrawnProps {
  readonly block: Block
  /** Whether problems of examples are explained right there; not where the page does so already. */
  readonly explain: boolean
}

/** One block of the guide. */
export function Drawn({ block, explain }: DrawnProps) {
  switch (block.kind) {
    case 'text':
      return (
        <p className="max-w-[72ch]">
          <Prose text={block.text} />
        </p>
      )
    case 'note':
      return (
        <p className="flex max-w-[72ch] gap-2 rounded-md border border-line bg-raised px-3 py-2 text-soft">
          <Info size={15} className="mt-[3px] shrink-0 text-accent" />
          <span>
            <Prose text={block.text} />
          </span>
        </p>
      )
    case 'list':
      return (
        <ul className="flex max-w-[72ch] list-disc flex-col gap-1 pl-5 marker:text-faint">
          {block.items.map(item => (
            <li key={item}>
              <Prose text={item} />
            </li>
          ))}
        </ul>
      )
    case 'table':
      return (
        <div className="overflow-x-auto rounded-md border border-line">
          <table className="w-full text-[13px] leading-5">
            <thead className="bg-raised text-left text-faint">
              <tr>
                {block.head.map(title => (
                  <th key={title} scope="col" className="px-3 py-1.5 font-medium">
                    {title}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody className="bg-panel">
              {block.rows.map(cells => (
                <tr key={cells[0]} className="border-t border-line align-top">
                  {cells.map((cell, at) => (
                    <td key={at} className="px-3 py-1.5">
                      <Prose text={cell} />
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )
    case 'terminal':
      return (
        <pre className="overflow-x-auto rounded-md border border-line bg-ground p-3 font-mono text-[12.5px] leading-5 [font-variant-ligatures:none]">
          {block.text}
        </pre>
      )
    case 'example':
      return <ExampleBox example={block} explain={explain} />
  }
}
