'use client'
import clsx from 'clsx'
import { Suspense, useState } from 'react'
import type { Template } from '@/sandbox/templates/template'
import { Badge } from '../_ui/Badge'
import { later } from '../_ui/later'
import { Segments } from '../_ui/Segments'
import { Loading } from '../_ui/States'
import { Code } from './Code'
import { GraphView } from './GraphView'

// The chart, the worker and the catalogue come when a template is looked at.
const TemplateRun = later(async () => (await import('./TemplateRun')).TemplateRun)

type Shown = 'both' | 'rule' | 'bars'

/** A template before it is taken: how it is written, and what it does on real bars. */
export function TemplateView({ template }: { template: Template }) {
  const [shown, setShown] = useState<Shown>('both')
  const isEmpty = template.id === 'starter-drawing'
  return (
    <section
      aria-label={`Preview of ${template.title}`}
      className="hidden min-h-0 min-w-0 flex-col overflow-hidden rounded-md border border-line bg-ground sm:flex"
    >
      <header className="flex items-start gap-3 border-b border-line bg-panel px-4 py-2.5">
        <div className="min-w-0 flex-1">
          <h3 className="flex flex-wrap items-center gap-2 text-[14px] font-semibold">
            {template.title}
            {template.tags
              .filter(tag => tag !== template.kind)
              .map(tag => (
                <Badge key={tag}>{tag}</Badge>
              ))}
          </h3>
          <p className="text-soft">{template.summary}</p>
        </div>
        {!isEmpty && (
          <Segments
            label="Show of the template"
            value={shown}
            onChange={setShown}
            options={[
              { value: 'both', label: 'Both' },
              { value: 'rule', label: template.kind === 'graph' ? 'Drawing' : 'Code' },
              { value: 'bars', label: 'On bars' },
            ]}
          />
        )}
      </header>
      {isEmpty && (
        <p className="grid flex-1 place-items-center p-6 text-center text-soft">
          An empty canvas. Press Tab on it and type “ema 20 crosses above ema 50” to begin.
        </p>
      )}
      {!isEmpty && shown !== 'bars' && (
        <div className="min-h-0 flex-1">
          <Rule template={template} />
        </div>
      )}
      {/* its worker stays for the next template while this one has nothing to run */}
      <div
        className={clsx(
          isEmpty || shown === 'rule'
            ? 'hidden'
            : shown === 'both'
              ? 'h-[48%] shrink-0 border-t border-line'
              : 'min-h-0 flex-1',
        )}
      >
        <Suspense fallback={<Loading rows={5} />}>
          <TemplateRun template={template} />
        </Suspense>
      </div>
    </section>
  )
}

const Rule = ({ template: { kind, source } }: { template: Template }) =>
  kind === 'graph' ? (
    <GraphView document={source} />
  ) : (
    <pre className="h-full overflow-auto p-3 font-mono text-[12px] leading-5 [font-variant-ligatures:none]">
      <Code source={source} />
    </pre>
  )
