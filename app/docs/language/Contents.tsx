import clsx from 'clsx'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { guide } from '@/sandbox/guide'
import { inputClass } from '../../_ui/inputClass'
import { chapterHref } from './addresses'

interface ContentsProps {
  /** The chapter that is open. */
  readonly current?: string
  readonly wanted?: string
  readonly children: ReactNode
}

/** The list of chapters on the left, what is read on the right. */
export const Contents = ({ current, wanted = '', children }: ContentsProps) => (
  <div className="gap-10 md:grid md:grid-cols-[200px_minmax(0,1fr)]">
    <div className="mb-6 md:sticky md:top-18 md:mb-0 md:max-h-[calc(100vh-5rem)] md:self-start md:overflow-y-auto md:pr-1">
      <form action="/docs/language" className="p-0.5">
        <input
          type="search"
          name="q"
          defaultValue={wanted}
          aria-label="Search the guide"
          placeholder="Search the guide"
          className={inputClass('h-7!')}
        />
      </form>
      <nav aria-label="Chapters" className="mt-3">
        <ol className="flex flex-wrap gap-x-4 md:block">
          {guide.map(({ id, title }) => (
            <li key={id}>
              <Link
                href={chapterHref(id)}
                aria-current={id === current ? 'page' : undefined}
                className={clsx(
                  'block border-l-2 py-1 pl-3 hover:text-ink',
                  id === current ? 'border-accent font-medium text-ink' : 'border-line text-soft',
                )}
              >
                {title}
              </Link>
            </li>
          ))}
        </ol>
      </nav>
    </div>
    <div className="min-w-0">{children}</div>
  </div>
)
