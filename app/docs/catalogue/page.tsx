import type { Metadata } from 'next'
import Link from 'next/link'
import { entries } from '@/sandbox/catalogue'
import { signatureOf } from '@/sandbox/catalogue/docs/call'
import { paletteOf, searchEntries } from '@/sandbox/catalogue/docs/palette'

export const metadata: Metadata = { title: 'Catalogue' }

interface Props {
  readonly searchParams: Promise<{ readonly q?: string | string[] }>
}

/** Every block and function of the language, by family; `?q=` narrows it. */
export default async function CataloguePage({ searchParams }: Props) {
  const { q } = await searchParams
  const wanted = typeof q === 'string' ? q : ''
  const found = searchEntries(entries, wanted)
  const groups = paletteOf(found)
  return (
    <>
      <h1 className="font-semibold text-xl">Catalogue</h1>
      <p className="mt-1 max-w-prose text-soft">
        {entries.length} building blocks. Each says its formula, whom it follows where libraries disagree, and
        how much history it needs.
      </p>
      <form className="mt-4 flex max-w-md gap-2" action="/docs/catalogue">
        <input
          type="search"
          name="q"
          defaultValue={wanted}
          aria-label="Search the catalogue"
          placeholder="rsi, bollinger, squeeze, pdh …"
          className="h-8 min-w-0 flex-1 rounded-md border border-line-strong bg-panel px-2 text-ink placeholder:text-faint"
        />
        <button type="submit" className="h-8 rounded-md bg-accent px-3 text-accent-ink">
          Search
        </button>
      </form>
      {found.length === 0 && (
        <p className="mt-6 text-soft">
          Nothing is called “{wanted}”. Try a shorter word, or{' '}
          <Link href="/docs/catalogue">see everything</Link>.
        </p>
      )}
      {groups.map(group => (
        <section key={group.family} className="mt-8" aria-labelledby={group.family}>
          <h2 id={group.family} className="font-semibold text-base">
            {group.title} <span className="font-normal text-faint">{group.entries.length}</span>
          </h2>
          <ul className="mt-2 grid gap-px overflow-hidden rounded-md border border-line bg-line sm:grid-cols-2">
            {group.entries.map(entry => (
              <li key={entry.id} className="bg-panel sm:last:odd:col-span-2">
                <Link href={`/docs/catalogue/${entry.id}`} className="block px-3 py-2 hover:bg-hover">
                  <span className="font-medium">{entry.title}</span>
                  <code className="mt-0.5 block truncate font-mono text-faint text-xs">
                    {signatureOf(entry)}
                  </code>
                </Link>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </>
  )
}
