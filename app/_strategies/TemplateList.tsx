'use client'
import { type KeyboardEvent, useId, useMemo, useRef, useState } from 'react'
import type { Template } from '@/sandbox/templates/template'
import { SearchBox } from '../_ui/SearchBox'
import { Segments } from '../_ui/Segments'
import { inFamilies } from './templateFamilies'
import { type Found, findTemplates, type KindChoice, type Piece } from './templateSearch'

interface TemplateListProps {
  readonly templates: readonly Template[]
  readonly chosen: Template
  readonly onChoose: (template: Template) => void
}

const KINDS: readonly { value: KindChoice; label: string }[] = [
  { value: 'all', label: 'All' },
  { value: 'graph', label: 'Drawn' },
  { value: 'formula', label: 'Formula' },
  { value: 'script', label: 'Script' },
]

const KIND_WORD: Readonly<Record<Template['kind'], string>> = {
  graph: 'drawn',
  formula: 'formula',
  script: 'script',
}

/** What a strategy can begin with: by family, and while one searches by how well it fits. Arrow keys walk through it, from the search box too. */
export function TemplateList({ templates, chosen, onChoose }: TemplateListProps) {
  const [search, setSearch] = useState('')
  const [kind, setKind] = useState<KindChoice>('all')
  const list = useRef<HTMLDivElement>(null)
  const id = useId()
  const groups = useMemo(() => groupsOf(templates, search, kind), [templates, search, kind])
  const found = groups.flatMap(group => group.found.map(({ template }) => template))
  const choose = (template: Template) => {
    onChoose(template)
    list.current
      ?.querySelector(`[data-template="${CSS.escape(template.id)}"]`)
      ?.scrollIntoView({ block: 'nearest' })
  }
  const onKey = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (event.key === 'Enter') event.preventDefault()
    if (!step || found.length === 0) return
    event.preventDefault()
    const at = found.findIndex(each => each.id === chosen.id)
    const next = found[at < 0 ? 0 : (at + step + found.length) % found.length]
    if (next) choose(next)
  }
  return (
    <div className="flex min-h-0 flex-col gap-2">
      <SearchBox
        label="Find a template"
        value={search}
        onChange={setSearch}
        onKeyDown={onKey}
        autoFocus
        wide
      />
      <Segments label="Kind" options={KINDS} value={kind} onChange={setKind} />
      <div
        ref={list}
        role="radiogroup"
        aria-label="Begin with"
        className="min-h-0 flex-1 overflow-auto rounded-md border border-line p-1"
      >
        {groups.map((group, at) => (
          <div key={group.title} role="group" aria-labelledby={`${id}-${at}`}>
            <p id={`${id}-${at}`} className="px-2 pt-2 pb-1 text-[11px] font-medium text-faint">
              {group.title}
            </p>
            {group.found.map(({ template, title, why }) => (
              <label
                key={template.id}
                data-template={template.id}
                className="relative grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-2 rounded px-2 py-1 text-soft hover:bg-hover has-checked:bg-accent-wash has-checked:text-ink has-focus-visible:outline-2 has-focus-visible:outline-accent"
              >
                <input
                  type="radio"
                  name="from"
                  className="peer sr-only"
                  checked={template.id === chosen.id}
                  onChange={() => choose(template)}
                />
                <span className="truncate">
                  <Pieces of={title} />
                </span>
                <span className="text-[11px] text-faint peer-checked:text-soft">
                  {KIND_WORD[template.kind]}
                </span>
                {why.length > 0 && (
                  <span className="col-span-2 truncate text-[11px] text-faint">
                    <Pieces of={why} />
                  </span>
                )}
              </label>
            ))}
          </div>
        ))}
        {found.length === 0 && (
          <p role="status" className="p-3 text-faint">
            Nothing here has “{search}” in it. Search by a name, a word, or an indicator such as adx.
          </p>
        )}
      </div>
    </div>
  )
}

interface Group {
  readonly title: string
  readonly found: readonly Found[]
}

/** Families while nothing is searched for; then one list, the best first. */
function groupsOf(templates: readonly Template[], search: string, kind: KindChoice): readonly Group[] {
  const found = findTemplates(templates, search, kind)
  if (found.length === 0) return []
  if (search.trim() !== '')
    return [{ title: found.length === 1 ? 'One fits' : `${found.length} fit, the best first`, found }]
  const byId = new Map(found.map(each => [each.template.id, each]))
  return inFamilies(found.map(({ template }) => template)).map(family => ({
    title: family.title,
    found: family.templates.flatMap(({ id }) => byId.get(id) ?? []),
  }))
}

/** A text in which what was searched for stands out. */
const Pieces = ({ of }: { of: readonly Piece[] }) =>
  of.map(({ text, isFound }, at) =>
    isFound ? (
      <mark
        key={at}
        className="bg-transparent font-semibold text-ink underline decoration-accent decoration-2 underline-offset-2"
      >
        {text}
      </mark>
    ) : (
      text
    ),
  )
