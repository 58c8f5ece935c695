import { ArrowLeft, ArrowRight } from 'lucide-react'
import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { guide } from '@/sandbox/guide'
import type { Chapter, Section } from '@/sandbox/guide/guide'
import { chapterHref } from '../addresses'
import { Contents } from '../Contents'
import { Drawn } from '../Drawn'

interface Props {
  readonly params: Promise<{ readonly chapter: string }>
}

const chapterOf = async ({ params }: Props) => {
  const { chapter: id } = await params
  return guide.find(chapter => chapter.id === id)
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const chapter = await chapterOf(props)
  return chapter
    ? { title: chapter.title, description: chapter.summary }
    : { title: 'Not a chapter of the guide' }
}

export default async function ChapterPage(props: Props) {
  const chapter = await chapterOf(props)
  if (!chapter) notFound()
  const at = guide.indexOf(chapter)
  return (
    <Contents current={chapter.id}>
      <div className="gap-10 xl:grid xl:grid-cols-[minmax(0,1fr)_180px]">
        <article className="min-w-0">
          <h1 className="text-2xl font-semibold">{chapter.title}</h1>
          <p className="mt-1 text-[15px] leading-6 text-soft">{chapter.summary}</p>
          {chapter.sections.map(section => (
            <Part key={section.id} section={section} explain={chapter.id !== 'problems'} />
          ))}
          <Neighbours before={guide[at - 1]} after={guide[at + 1]} />
        </article>
        <nav
          aria-label="On this page"
          className="hidden max-h-[calc(100vh-5rem)] self-start overflow-y-auto xl:sticky xl:top-18 xl:block"
        >
          <p className="mb-1 text-[11px] font-semibold tracking-wide text-faint uppercase">On this page</p>
          <ul>
            {chapter.sections.map(({ id, title }) => (
              <li key={id}>
                <a href={`#${id}`} className="block py-0.5 text-soft hover:text-ink">
                  {title}
                </a>
              </li>
            ))}
          </ul>
        </nav>
      </div>
    </Contents>
  )
}

interface PartProps {
  readonly section: Section
  readonly explain: boolean
}

const Part = ({ section: { id, title, blocks }, explain }: PartProps) => (
  <section
    aria-labelledby={id}
    className="mt-8 flex flex-col gap-3 text-[14px] leading-[22px] has-[:target]:**:[h2]:text-accent"
  >
    <h2 id={id} className="group scroll-mt-18 text-[17px] font-semibold">
      <a href={`#${id}`}>
        {title}
        <span aria-hidden className="ml-2 text-faint opacity-0 group-hover:opacity-100">
          #
        </span>
      </a>
    </h2>
    {blocks.map((block, at) => (
      <Drawn key={at} block={block} explain={explain} />
    ))}
  </section>
)

interface NeighboursProps {
  readonly before: Chapter | undefined
  readonly after: Chapter | undefined
}

const Neighbours = ({ before, after }: NeighboursProps) => (
  <nav aria-label="Previous and next chapter" className="mt-12 grid grid-cols-2 gap-3">
    {before ? (
      <Link
        rel="prev"
        href={chapterHref(before.id)}
        className="rounded-md border border-line bg-panel px-4 py-3 hover:bg-hover"
      >
        <span className="flex items-center gap-1 text-faint">
          <ArrowLeft size={13} /> Previous
        </span>
        {before.title}
      </Link>
    ) : (
      <span />
    )}
    {after && (
      <Link
        rel="next"
        href={chapterHref(after.id)}
        className="rounded-md border border-line bg-panel px-4 py-3 text-right hover:bg-hover"
      >
        <span className="flex items-center justify-end gap-1 text-faint">
          Next <ArrowRight size={13} />
        </span>
        {after.title}
      </Link>
    )}
  </nav>
)
