import { CircleCheck, Info, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'

const TONES = {
  good: { Sign: CircleCheck, colour: 'text-good' },
  warn: { Sign: TriangleAlert, colour: 'text-warn' },
  bad: { Sign: TriangleAlert, colour: 'text-bad' },
  plain: { Sign: Info, colour: 'text-soft' },
} as const

/** A sentence with the sign that says how good it is. */
export function Word({ tone, children }: { tone: keyof typeof TONES; children: ReactNode }) {
  const { Sign, colour } = TONES[tone]
  return (
    <div className={`flex items-start gap-1.5 ${colour}`}>
      <Sign size={13} className="mt-[3px] shrink-0" />
      <div className="min-w-0">{children}</div>
    </div>
  )
}
