import { AlertTriangle, CircleCheck } from 'lucide-react'
import Link from 'next/link'
import { PROBLEM_CODES } from '@/sandbox/compile/problems'
import type { Claim, Example } from '@/sandbox/guide/guide'
import { problemHref } from './addresses'
import { CopyCode } from './CopyCode'
import { LinkedCode } from './LinkedCode'

const LINE_PX = 20
const TOP_PX = 12

interface ExampleBoxProps {
  readonly example: Example
  readonly explain: boolean
}

/** An example with what the compiler says of it. */
export const ExampleBox = ({ example: { source, must }, explain }: ExampleBoxProps) => (
  <figure className="group overflow-hidden rounded-md border border-line bg-panel">
    <div className="relative">
      <pre className="relative overflow-x-auto bg-ground px-4 py-3 font-mono text-[12.5px] leading-5 [font-variant-ligatures:none]">
        {must.kind === 'problem' && must.line !== null && (
          <span
            aria-hidden
            style={{ top: TOP_PX + (must.line - 1) * LINE_PX }}
            className="absolute inset-x-0 h-5 border-l-2 border-bad bg-bad-wash"
          />
        )}
        <code className="relative">
          <LinkedCode source={source} />
        </code>
      </pre>
      <CopyCode source={source} />
    </div>
    <figcaption className="flex gap-2 border-t border-line px-4 py-2 text-[12.5px] leading-5 text-soft">
      <Says must={must} explain={explain} />
    </figcaption>
  </figure>
)

function Says({ must, explain }: { must: Claim; explain: boolean }) {
  if (must.kind === 'problem') {
    const { means, remedy } = PROBLEM_CODES[must.code]
    return (
      <>
        <AlertTriangle size={14} className="mt-[3px] shrink-0 text-bad" />
        <span>
          <span className="text-bad">Refused{must.line !== null && ` at line ${must.line}`}:</span>{' '}
          <Code code={must.code} />.{explain && ` ${means} ${remedy}`}
        </span>
      </>
    )
  }
  const outputs = must.outputs.filter(name => !name.startsWith('columns.'))
  const columns = must.outputs.flatMap(name => (name.startsWith('columns.') ? [name.slice(8)] : []))
  return (
    <>
      <CircleCheck size={14} className="mt-[3px] shrink-0 text-good" />
      <span>
        Gives {outputs.join(', ')}
        {columns.length > 0 && `; columns ${columns.join(', ')}`}.
        {must.warns.length > 0 && (
          <>
            {' '}
            <span className="text-warn">Warns:</span> <Code code={must.warns[0] ?? ''} />.
          </>
        )}
      </span>
    </>
  )
}

const Code = ({ code }: { code: string }) => (
  <Link href={problemHref(code)} className="font-mono text-[0.95em] text-ink hover:underline">
    {code}
  </Link>
)
