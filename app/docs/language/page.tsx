import type { Metadata } from 'next'
import Link from 'next/link'
import { guide } from '@/sandbox/guide'
import { searchGuide } from '@/sandbox/guide/search'
import { chapterHref } from './addresses'
import { Contents } from './Contents'

export const metadata: Metadata = { title: 'Language' }

interface Props {
  readonly searchParams: Promise<{ readonly q?: string | string[] }>
}

/** The guide's first page: its chapters, or the sections that `?q=` finds. */
export default async function LanguagePage({ searchParams }: Props) {
  const { q } = await searchParams
  const wanted = typeof q === 'string' ? q.slice(0, 100).trim() : ''
  return (
    <Contents wanted={wanted}>
      {wanted ? (
        <Results wanted={wanted} />
      ) : (
        <>
          <h1 className="text-2xl font-semibold">The language of strategies</h1>
          <p className="mt-2 max-w-prose text-[15px] leading-6 text-soft">
            A rule in a few lines that read like the idea. Every example here is compiled and run by our
            tests; copy one and change it.
          </p>
          <ol className="mt-6 grid gap-px overflow-hidden rounded-md border border-line bg-line sm:grid-cols-2">
            {guide.map((chapter, at) => (
              <li key={chapter.id} className="bg-panel sm:last:odd:col-span-2">
                <Link href={chapterHref(chapter.id)} className="flex h-full gap-3 px-4 py-3 hover:bg-hover">
                  <span className="w-5 shrink-0 text-right text-faint tabular-nums">{at + 1}</span>
                  <span>
                    <span className="font-medium">{chapter.title}</span>
                    <span className="block text-soft">{chapter.summary}</span>
                  </span>
                </Link>
              </li>
            ))}
          </ol>
        </>
      )}
    </Contents>
  )
}

function Results({ wanted }: { wanted: string }) {
  const found = searchGuide(guide, wanted)
  return (
    <>
      <h1 className="text-xl font-semibold">“{wanted}”</h1>
      {found.length === 0 ? (
        <p className="mt-3 text-soft">
          Nothing in the guide says that. Try a shorter word, or{' '}
          <Link
            href={`/docs/catalogue?q=${encodeURIComponent(wanted)}`}
            className="text-accent hover:underline"
          >
            search the catalogue
          </Link>
          .
        </p>
      ) : (
        <ul className="mt-4 flex flex-col gap-px overflow-hidden rounded-md border border-line bg-line">
          {found.map(({ chapter, section }) => (
            <li key={`${chapter.id}#${section.id}`} className="bg-panel">
              <Link href={chapterHref(chapter.id, section.id)} className="block px-4 py-2 hover:bg-hover">
                <span className="font-medium">{section.title}</span>
                <span className="ml-2 text-faint">{chapter.title}</span>
              </Link>
            </li>
          ))}
        </ul>
      )}
    </>
  )
}
