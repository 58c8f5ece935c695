import Link from 'next/link'
import type { ReactNode } from 'react'
import { useHref } from '../_session/workspace'
import type { Outputs } from '../_trpc/client'
import { type Checked, Problems } from './Problems'
import { Versions, type VersionsProps } from './Versions'

interface StrategySideProps extends Omit<VersionsProps, 'strategyId' | 'shown'> {
  readonly strategy: Outputs['strategies']['get']
  readonly checked: Checked | null
  readonly onJump: (line: number) => void
}

/** What is known about a strategy, beside what is written of it. */
export function StrategySide({ strategy, checked, onJump, ...versions }: StrategySideProps) {
  const href = useHref()
  return (
    <>
      <Section title="Compiler">
        <Problems checked={checked} onJump={onJump} />
      </Section>
      {strategy.screens.length > 0 && (
        <Section title="Screens">
          <ul className="py-1">
            {strategy.screens.map(screen => (
              <li key={screen.id}>
                <Link
                  href={href(`screens/${screen.id}`)}
                  className="flex justify-between px-4 py-1 text-soft hover:bg-hover hover:text-ink"
                >
                  {screen.name} <span className="text-faint">{screen.timeframe}</span>
                </Link>
              </li>
            ))}
          </ul>
        </Section>
      )}
      <Section title="Versions">
        <Versions strategyId={strategy.id} shown={strategy.version.number} {...versions} />
      </Section>
    </>
  )
}

const Section = ({ title, children }: { title: string; children: ReactNode }) => (
  <section aria-label={title} className="border-b border-line">
    <h2 className="px-4 pt-3 text-[11px] font-semibold tracking-wide text-faint uppercase">{title}</h2>
    {children}
  </section>
)
