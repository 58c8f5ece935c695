import { describe, expect, test } from 'vitest'
import { catalogue } from '@/sandbox/catalogue'
import { familyTitles } from '@/sandbox/catalogue/docs/palette'
import { sampleBars } from '@/sandbox/catalogue/docs/sample'
import { compileDocument } from '@/sandbox/compile/compile'
import { isError, PROBLEM_CODES } from '@/sandbox/compile/problems'
import { guide } from '@/sandbox/guide'
import type { Block, Example } from '@/sandbox/guide/guide'
import { FILTER_BARS, runScript } from '@/sandbox/host/script/script'
import { type Program, SIGNAL_OUTPUTS } from '@/sandbox/ir/program'
import { type Timeframe, timeframeMs } from '@/sandbox/ir/timeframe'
import { runScripts } from '@/sandbox/run/scripts'
import { tapeOf } from '@/sandbox/run/tape'
import { filesOf, parse } from '@/server/cli/command'
import { backtest } from '@/server/cli/commands/backtest'
import { check } from '@/server/cli/commands/check'
import { run } from '@/server/cli/commands/run'
import { screen } from '@/server/cli/commands/screen'
import { nodeFence } from '@/server/guests/nodeFence'

const BARS = 3000
/** A filter of the old shape goes through its whole window at every bar. */
const FILTER_SAMPLE = 300
/** Characters of a line that fit in on a desktop. */
const WIDEST = 96
const SLUICE = 'npm run -s sluice -- '
const fence = await nodeFence()

const blocks = guide.flatMap(chapter =>
  chapter.sections.flatMap(section =>
    section.blocks.map(block => ({ at: `${chapter.id}#${section.id}`, block })),
  ),
)
const examples = blocks.flatMap(({ at, block }) => (block.kind === 'example' ? [{ at, example: block }] : []))

const compile = ({ document, source }: Example) =>
  compileDocument(fence, { kind: document, document: source })

const namesOf = ({ outputs, columns }: Program): string[] => [
  ...Object.keys(outputs),
  ...columns.map(({ name }) => `columns.${name}`),
]

/** Every output over the sample bars, by name; another symbol's bars are other sample bars. */
function valuesOf(program: Program): ReadonlyMap<string, Float64Array> {
  const timeframe = program.timeframe ?? '1h'
  const isFilter = program.scripts?.some(({ bars }) => bars === FILTER_BARS) ?? false
  const bars = isFilter ? FILTER_SAMPLE : BARS
  const other = (of: Timeframe) => {
    const stepMs = timeframeMs[of]
    return tapeOf(sampleBars({ bars: Math.ceil((bars * timeframeMs[timeframe]) / stepMs), seed: 9, stepMs }))
  }
  const work = runScripts(program, {
    timeframe,
    catalogue,
    tape: tapeOf(sampleBars({ bars, seed: 5, stepMs: timeframeMs[timeframe] })),
    tapes: clock => (clock.instrument ? other(clock.timeframe ?? timeframe) : null),
  })
  let due = work.next()
  while (!due.done) {
    const { code, columns } = due.value
    const segment = { symbol: 'BTCUSDT', from: 0, to: bars, state: null }
    const ran = runScript(fence, code, { columns, segments: [segment] })
    if (!ran.ok) throw new Error(ran.error.message)
    due = work.next(ran.value.outputs)
  }
  const { plan, run } = due.value
  return new Map(plan.merged.sinks[0]!.map(({ name, node }) => [name, run.collected(node)]))
}

describe('examples of the guide', () => {
  test.each(examples.map(({ at, example }, index) => [`${at} ${index}`, example] as const))(
    '%s is what it is shown for',
    (_, example) => {
      const compiled = compile(example)
      const { must } = example
      if (must.kind === 'problem') {
        const [first] = compiled.problems.filter(isError)
        expect({ ok: compiled.ok, code: first?.code, line: first?.line ?? null }).toEqual({
          ok: false,
          code: must.code,
          line: must.line,
        })
        return
      }
      expect(compiled.problems.map(({ code }) => code)).toEqual(must.warns)
      if (!compiled.ok) throw new Error('It does not compile.')
      expect(namesOf(compiled.program)).toEqual(must.outputs)
      for (const [name, values] of valuesOf(compiled.program)) {
        const isSignal = (SIGNAL_OUTPUTS as readonly string[]).includes(name)
        const shows = values.some(value => (isSignal ? value === 1 : !Number.isNaN(value)))
        expect(shows, name).toBe(true)
        if (isSignal) expect(values.every(value => value === 1)).toBe(false)
      }
    },
  )
})

describe('the guide', () => {
  const anchors = new Map(guide.map(({ id, sections }) => [id, sections.map(section => section.id)]))

  test('prints the graph it shows as the formula beside it: one program', () => {
    const same = examples.filter(({ at }) => at === 'graphs#same').map(({ example }) => compile(example))
    expect(same.length).toBe(2)
    const digests = same.map(compiled => (compiled.ok ? compiled.program.digest : compiled.problems))
    expect(digests[0]).toEqual(digests[1])
  })

  test('shows commands that the command line takes', () => {
    const lines = blocks
      .flatMap(({ block }) => (block.kind === 'terminal' ? block.text.split('\n') : []))
      .filter(line => line.startsWith(SLUICE))
    expect(lines.length).toBeGreaterThan(2)
    for (const line of lines) {
      const [name, ...args] = line.slice(SLUICE.length).split(' ')
      const command = [backtest, check, run, screen].find(each => each.name === name)
      expect(command, line).toBeDefined()
      expect(filesOf(command!, parse(command!, args)).length).toBe(1)
    }
  })

  test('shows no example that is wider than its box', () => {
    const lines = examples.flatMap(({ example }) => example.source.split('\n'))
    expect(lines.filter(line => line.length > WIDEST)).toEqual([])
  })

  test('names chapters once, and sections once in theirs', () => {
    expect(anchors.size).toBe(guide.length)
    for (const ids of anchors.values()) expect(new Set(ids).size).toBe(ids.length)
  })

  test('explains every problem code under its own anchor', () => {
    expect(anchors.get('problems')).toEqual(expect.arrayContaining(Object.keys(PROBLEM_CODES)))
  })

  const texts = ({ block }: { readonly block: Block }): readonly string[] => {
    switch (block.kind) {
      case 'text':
      case 'note':
        return [block.text]
      case 'list':
        return block.items
      case 'table':
        return block.rows.flat()
      case 'terminal':
      case 'example':
        return []
    }
  }

  test('links to chapters, sections and families that are there', () => {
    const links = blocks
      .flatMap(texts)
      .flatMap(text => [...text.matchAll(/\]\(([^)]*)\)/g)].map(([, to]) => to!))
    expect(links.length).toBeGreaterThan(10)
    const isThere = (link: string): boolean => {
      const [path, anchor] = link.split('#') as [string, string?]
      if (path === '/docs/catalogue') return anchor === undefined || Object.hasOwn(familyTitles, anchor)
      const chapter = anchors.get(path.replace('/docs/language/', ''))
      return chapter !== undefined && (anchor === undefined || chapter.includes(anchor))
    }
    expect(links.filter(link => !isThere(link))).toEqual([])
  })

  test('closes every backtick, and names only functions of ta that exist', () => {
    const known = new Set(catalogue.entries.map(({ id, call }) => /^ta\.(\w+)/.exec(call ?? '')?.[1] ?? id))
    for (const text of blocks.flatMap(texts)) {
      expect(text.split('`').length % 2, text).toBe(1)
      for (const [, name] of text.matchAll(/\bta\.(\w+)/g)) expect(known, text).toContain(name)
    }
  })
})
