import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import type { ReactNode } from 'react'
import { WithCode } from '@/app/_ui/WithCode'
import { catalogue } from '@/sandbox/catalogue'
import type { FormField } from '@/sandbox/catalogue/docs/form'
import { docsPage, docsPicture } from '@/sandbox/catalogue/docs/page'

interface Props {
  readonly params: Promise<{ readonly id: string }>
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const entry = catalogue.entry((await params).id)
  return entry ? { title: entry.title, description: entry.summary } : { title: 'Not in the catalogue' }
}

/** One entry: what it says, how it is computed, what it needs, how it looks and how to write it. */
export default async function EntryPage({ params }: Props) {
  const entry = catalogue.entry((await params).id)
  if (!entry) notFound()
  const page = docsPage(entry)
  return (
    <article>
      <p className="text-faint">
        <Link href={`/docs/catalogue#${page.family}`}>{page.familyTitle}</Link>
      </p>
      <h1 className="font-semibold text-xl">{page.title}</h1>
      <code className="mt-1 block font-mono text-soft">{page.signature}</code>
      <p className="mt-3 max-w-prose">
        <WithCode text={page.summary} />
      </p>
      <figure
        className="mt-4 rounded-md border border-line bg-panel p-2"
        // the drawing is made here, from made-up bars and our own titles, which it escapes
        dangerouslySetInnerHTML={{ __html: docsPicture(entry) }}
      />
      <Section title="Formula">
        <code className="font-mono">{page.formula}</code>
      </Section>
      <Section title="Memory">{page.memoryText}</Section>
      {page.inputs.length > 0 && (
        <Section title="Inputs">
          <Rows rows={page.inputs.map(input => [input.name, `${input.title}: ${input.takes}`])} />
        </Section>
      )}
      {page.params.length > 0 && (
        <Section title="Parameters">
          <Rows rows={page.params.map(field => [field.name, `${field.title}: ${bounds(field)}`])} />
        </Section>
      )}
      <Section title={page.outputs.length > 1 ? 'Outputs' : 'Output'}>
        <Rows
          rows={page.outputs.map(output => [
            output.name,
            `${output.title}${output.kind === 'bool' ? ' (condition)' : ''}`,
          ])}
        />
      </Section>
      <Section title="In code">
        <pre className="overflow-x-auto rounded-md border border-line bg-raised p-3 font-mono text-xs">
          {page.example}
        </pre>
      </Section>
      {page.synonyms.length > 0 && <Section title="Also found as">{page.synonyms.join(', ')}</Section>}
    </article>
  )
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="mt-5">
      <h2 className="mb-1 font-semibold text-soft">{title}</h2>
      {children}
    </section>
  )
}

function Rows({ rows }: { rows: readonly (readonly [name: string, text: string])[] }) {
  return (
    <dl className="grid grid-cols-[max-content_1fr] gap-x-4 gap-y-1">
      {rows.map(([name, text]) => (
        <div key={name} className="contents">
          <dt className="font-mono text-soft">{name}</dt>
          <dd>{text}</dd>
        </div>
      ))}
    </dl>
  )
}

const bounds = (field: FormField): string => {
  switch (field.control) {
    case 'switch':
      return field.default ? 'on' : 'off'
    case 'select':
      return `${field.default} (${field.options.map(option => option.value).join(', ')})`
    case 'number':
      return `${field.default} (${field.whole ? 'whole, ' : ''}${field.min} to ${field.max})`
  }
}
