'use client'
import { type KeyboardEvent, useId, useMemo, useRef, useState } from 'react'
import type { Template } from '@/sandbox/templates/template'
import { SearchBox } from '../_ui/SearchBox'
import { Segments } from '../_ui/Segments'
import { findTemplates, inFamilies, type KindChoice } from './templateFamilies'

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

/** What a strategy can begin with, by family. Arrow keys walk through it, from the search box too. */
export function TemplateList({ templates, chosen, onChoose }: TemplateListProps) {
  const [search, setSearch] = useState('')
  const [kind, setKind] = useState<KindChoice>('all')
  const list = useRef<HTMLDivElement>(null)
  const id = useId()
  const families = useMemo(
    () => inFamilies(findTemplates(templates, search, kind)),
    [templates, search, kind],
  )
  const found = families.flatMap(family => family.templates)
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
        {families.map(family => (
          <div key={family.title} role="group" aria-labelledby={`${id}-${family.title}`}>
            <p id={`${id}-${family.title}`} className="px-2 pt-2 pb-1 text-[11px] font-medium text-faint">
              {family.title}
            </p>
            {family.templates.map(each => (
              <label
                key={each.id}
                data-template={each.id}
                className="relative flex items-center gap-2 rounded px-2 py-1 text-soft hover:bg-hover has-checked:bg-accent-wash has-checked:text-ink has-focus-visible:outline-2 has-focus-visible:outline-accent"
              >
                <input
                  type="radio"
                  name="from"
                  className="peer sr-only"
                  checked={each.id === chosen.id}
                  onChange={() => choose(each)}
                />
                <span className="min-w-0 flex-1 truncate">{each.title}</span>
                <span className="text-[11px] text-faint peer-checked:text-soft">{KIND_WORD[each.kind]}</span>
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
