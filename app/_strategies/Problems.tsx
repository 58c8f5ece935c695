import clsx from 'clsx'
import { AlertTriangle, CircleCheck } from 'lucide-react'
import Link from 'next/link'
import type { Outputs } from '../_trpc/client'
import { problemHref } from '../docs/language/addresses'

export type Checked = Outputs['strategies']['check']

/** What the compiler says of the text as it stands. */
export function Problems({ checked, onJump }: { checked: Checked | null; onJump: (line: number) => void }) {
  if (!checked) return <p className="p-4 text-faint">Checking …</p>
  if (checked.ok)
    return (
      <>
        {checked.outline && <Compiled outline={checked.outline} />}
        <List problems={checked.problems} onJump={onJump} />
      </>
    )
  if (checked.problems.length === 0)
    return <p className="p-4 text-bad">This version does not compile; nothing can run it.</p>
  return <List problems={checked.problems} onJump={onJump} />
}

interface ListProps {
  readonly problems: Checked['problems']
  readonly onJump: (line: number) => void
}

function List({ problems, onJump }: ListProps) {
  return (
    <ul className="flex flex-col">
      {problems.map(problem => (
        <li
          key={`${problem.line}:${problem.column}:${problem.block}:${problem.port}:${problem.message}`}
          className="border-b border-line pb-2"
        >
          <button
            type="button"
            onClick={() => problem.line && onJump(problem.line)}
            className="flex w-full gap-2 px-4 pt-2 text-left hover:bg-hover"
          >
            <AlertTriangle
              size={14}
              className={clsx('mt-0.5 shrink-0', problem.severity === 'error' ? 'text-bad' : 'text-warn')}
            />
            <span className="min-w-0">
              {problem.message}
              {problem.line && (
                <span className="block text-[11px] text-faint">
                  line {problem.line}, column {problem.column ?? 1}
                </span>
              )}
              {problem.block && (
                <span className="block text-[11px] text-faint">
                  block {problem.block}
                  {problem.port && `, ${problem.port}`}
                </span>
              )}
            </span>
          </button>
          {/* in a tab of its own: the text here may not be saved yet */}
          <Link
            href={problemHref(problem.code)}
            target="_blank"
            title="What it means and what to do"
            className="ml-[38px] text-[11px] text-faint underline decoration-dotted underline-offset-2 hover:text-ink"
          >
            {problem.code}
          </Link>
        </li>
      ))}
    </ul>
  )
}

type Outline = NonNullable<Checked['outline']>

function Compiled({ outline }: { outline: Outline }) {
  const { outputs, columns, nodes, digest, timeframe, params } = outline
  return (
    <div className="flex flex-col gap-3 p-4">
      <p className="flex items-center gap-2 font-medium text-good">
        <CircleCheck size={15} /> Compiles
      </p>
      <dl className="grid grid-cols-[80px_minmax(0,1fr)] gap-y-1">
        <dt className="text-faint">Outputs</dt>
        <dd>{outputs.join(', ') || 'none'}</dd>
        <dt className="text-faint">Columns</dt>
        <dd>{columns.join(', ') || 'none'}</dd>
        {params.length > 0 && (
          <>
            <dt className="text-faint">Parameters</dt>
            <dd>{params.map(({ name }) => name).join(', ')}</dd>
          </>
        )}
        {timeframe && (
          <>
            <dt className="text-faint">Written for</dt>
            <dd>{timeframe} bars</dd>
          </>
        )}
        <dt className="text-faint">Nodes</dt>
        <dd className="tabular-nums">{nodes}</dd>
        <dt className="text-faint">Digest</dt>
        <dd
          className="truncate font-mono text-[11px]"
          title={`${digest}. Equal programs have equal digests, however they are written.`}
        >
          {digest}
        </dd>
      </dl>
    </div>
  )
}
