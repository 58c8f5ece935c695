import { TriangleAlert } from 'lucide-react'
import { count } from '../_ui/numbers'

/** Why a file is not taken, line by line. */
export function Refusal({
  message,
  problems,
  count: all = 0,
}: {
  message: string
  problems: readonly string[]
  count?: number
}) {
  return (
    <div role="alert" className="rounded-md border border-bad/40 bg-bad-wash p-3">
      <p className="flex items-start gap-2 font-medium text-bad">
        <TriangleAlert size={15} className="mt-0.5 shrink-0" />
        <span className="min-w-0 break-words">{message}</span>
      </p>
      {problems.length > 1 && (
        <ul className="mt-2 flex max-h-40 flex-col gap-0.5 overflow-auto text-[12px]">
          {problems.map(each => (
            <li key={each}>Line {each}</li>
          ))}
          {all > problems.length && <li className="text-faint">… and {count(all - problems.length)} more</li>}
        </ul>
      )}
    </div>
  )
}

/** What was made of the file that its owner should know. */
export const Notes = ({ notes }: { notes: readonly string[] }) =>
  notes.length > 0 && (
    <ul className="flex list-disc flex-col gap-0.5 pl-5 text-soft">
      {notes.map(note => (
        <li key={note}>{note}</li>
      ))}
    </ul>
  )
