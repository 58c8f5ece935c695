import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { goldenCross } from '@/sandbox/templates/graphs/goldenCross'
import { publish, source, writeCode } from './code'
import { blocks, canvas } from './drawing'
import { drop } from './dropped'
import { expect, test, workspaceOf } from './fixtures'
import { arrive, openStrategy, template } from './guest'

async function createGoldenCross(page: Page): Promise<void> {
  await openStrategy(page, { name: goldenCross.title, ...template(goldenCross.title) })
  await expect(page.locator('.react-flow__node').first()).toBeVisible({ timeout: 30_000 })
}

/** The same with a faster average and without its score. */
function changed(): string {
  const graph = JSON.parse(goldenCross.source) as {
    params: { name: string; default: number }[]
    blocks: { id: string }[]
    wires: { to: { block: string } }[]
  }
  return JSON.stringify({
    ...graph,
    params: graph.params.map(param => (param.name === 'fast' ? { ...param, default: 10 } : param)),
    blocks: graph.blocks.filter(({ id }) => id !== 'out_score'),
    wires: graph.wires.filter(({ to }) => to.block !== 'out_score'),
  })
}

const versions = (page: Page) => page.getByRole('region', { name: 'Versions' }).getByRole('listitem')

test('a version is published with a message, compared by blocks, code and signals, and the old one restored', async ({
  page,
}) => {
  test.slow()
  await createGoldenCross(page)
  await page.getByRole('button', { name: 'Document', exact: true }).click()
  await writeCode(page, changed())
  await expect(page.getByRole('button', { name: 'Publish', exact: true })).toBeEnabled()
  await publish(page, 'A faster average')
  await expect(page.getByText('version 2', { exact: true })).toBeVisible()
  await expect(versions(page).filter({ hasText: 'A faster average' })).toHaveCount(1)

  await page.getByRole('button', { name: 'Compare version 1 with what is written' }).click()
  const dialog = page.getByRole('dialog', { name: 'What has changed' })
  const changes = dialog.getByRole('list', { name: 'Changes' })
  await expect(changes.getByRole('listitem').filter({ hasText: 'removed' })).toContainText('score')
  await expect(changes).toContainText('20')
  await expect(changes).toContainText('10')

  await dialog.getByRole('button', { name: 'Code', exact: true }).click()
  await expect(dialog.locator('.monaco-diff-editor')).toBeVisible({ timeout: 30_000 })

  await dialog.getByRole('button', { name: 'Signals', exact: true }).click()
  await expect(dialog.getByRole('status').filter({ hasText: 'kept on the last' })).toContainText(
    /\d+ added, \d+ removed, \d+ moved, \d+ kept/,
  )
  const line = dialog.getByRole('list', { name: 'Changed signals' }).getByRole('button').nth(1)
  await expect(line).toContainText(/added|removed|moved/, { timeout: 30_000 })
  await line.click()
  await expect(line).toHaveAttribute('aria-current', 'true')
  await expect(dialog.getByRole('figure')).toBeVisible()
  await page.keyboard.press('Escape')

  await page.getByRole('button', { name: 'Restore version 1' }).click()
  await expect(page.getByText('Restored as version 3')).toBeVisible()
  await expect(versions(page)).toHaveCount(3)
  await page.getByRole('button', { name: 'Compare version 1 with what is written' }).click()
  await expect(dialog.getByText('The two mean the same.')).toBeVisible()
})

async function exported(
  page: Page,
  as: 'Export as code' | 'Export as a graph',
): Promise<{ name: string; path: string }> {
  await page.getByRole('button', { name: 'Export' }).click()
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: as }).click(),
  ])
  return { name: download.suggestedFilename(), path: await download.path() }
}

test('what is exported as graph and as code is imported again', async ({ page }) => {
  await createGoldenCross(page)
  const graph = await exported(page, 'Export as a graph')
  expect(graph.name).toBe('golden-cross-with-strength.json')
  expect(JSON.parse(await readFile(graph.path, 'utf8'))).toEqual(JSON.parse(goldenCross.source))
  const code = await exported(page, 'Export as code')
  expect(code.name).toBe('golden-cross-with-strength.ts')
  const text = await readFile(code.path, 'utf8')
  expect(text).toContain('strategy(')

  const imported = async (name: string, content: string) => {
    await page.goto(`${workspaceOf(page)}/strategies`)
    await expect(page.getByRole('button', { name: 'Import' })).toBeVisible()
    await page
      .getByLabel('Files of strategies')
      .setInputFiles({ name, mimeType: 'text/plain', buffer: Buffer.from(content) })
    await page.waitForURL(/\/strategies\/[0-9a-f-]{36}$/)
  }
  await imported(code.name, text)
  await expect(page.getByText('formula', { exact: true })).toBeVisible()
  await expect(page.getByText('Compiles', { exact: true })).toBeVisible()
  await imported(graph.name, await readFile(graph.path, 'utf8'))
  await expect(page.locator('.react-flow__node').first()).toBeVisible({ timeout: 30_000 })
})

const list = (page: Page) => page.getByRole('region', { name: 'Strategies; files may be dropped here' })
const OFFER = 'to make it a strategy'

test('files dropped onto the page become strategies, and those that can’t say why', async ({ page }) => {
  await page.goto(`${await arrive(page)}/strategies`)
  const rows = page.getByRole('grid', { name: 'Strategies' })
  await expect(rows.getByRole('row').nth(1)).toBeVisible()
  const before = await rows.getByRole('row').count()
  for (const [name, text, why] of [
    ['broken.json', '{"version": 1,', 'broken.json is no JSON'],
    ['photo.png', 'x', 'neither code'],
    ['huge.ts', 'x'.repeat(1_050_000), 'larger than the 1 MB'],
  ] as const) {
    await drop(list(page), [{ name, text }], OFFER)
    await expect(page.getByRole('region', { name: 'Notifications' }).getByText(why)).toBeVisible()
  }
  await expect(rows.getByRole('row')).toHaveCount(before)
  await drop(list(page), [{ name: 'dropped.json', text: goldenCross.source }], OFFER)
  await page.waitForURL(/\/strategies\/[0-9a-f-]{36}$/)
  await expect(page.locator('.react-flow__node').first()).toBeVisible({ timeout: 30_000 })
})

const SMALL = {
  version: 1,
  name: 'Small',
  timeframe: '1h',
  blocks: [{ id: 'price', x: 0, y: 0, kind: 'operator', entry: 'close', name: 'Dropped price' }],
  wires: [],
}

test('a file dropped onto an open strategy takes the place of its draft, or is a strategy of its own', async ({
  page,
}) => {
  const open = page.getByRole('region', { name: 'Strategy; files may be dropped here' })
  const over = 'or in place of this draft'
  const told = page.getByRole('region', { name: 'Notifications' })
  await createGoldenCross(page)
  const before = await blocks(page).count()

  await drop(canvas(page), [{ name: 'broken.json', text: '{"version": 1,' }], over)
  await expect(told.getByText('broken.json is no JSON')).toBeVisible()
  await drop(canvas(page), [{ name: 'other.json', text: '{"version": 77}' }], over)
  await expect(told.getByText('other.json can’t be drawn')).toBeVisible()

  await drop(canvas(page), [{ name: 'small.json', text: JSON.stringify(SMALL) }], over)
  await page
    .getByRole('dialog', { name: 'Import small.json' })
    .getByRole('button', { name: 'Replace this draft' })
    .click()
  await expect(blocks(page)).toHaveCount(1)
  await expect(blocks(page)).toBeInViewport()
  await page.getByRole('button', { name: 'Back to the other' }).click()
  await expect(blocks(page)).toHaveCount(before)

  const formula = "export default strategy({ name: 'Up' }, ({ close, open }) => ({ filter: close > open }))"
  await drop(canvas(page), [{ name: 'up.ts', text: formula }], over)
  await page.getByRole('button', { name: 'Replace this draft' }).click()
  await expect(source(page)).toBeVisible({ timeout: 30_000 })
  await expect(page.getByText('Your draft is a formula; version 1 is a graph')).toBeVisible()

  await drop(
    open.locator('.monaco-editor').first(),
    [
      { name: 'up.ts', text: formula },
      { name: 'photo.png', text: 'x' },
      { name: 'small.json', text: JSON.stringify(SMALL) },
    ],
    over,
  )
  const several = page.getByRole('dialog', { name: 'Import 2 files' })
  await expect(several.getByText('photo.png is neither code')).toBeVisible()
  await several.getByRole('button', { name: '2 new strategies' }).click()
  await expect(told.getByText('2 strategies imported')).toBeVisible()
})

test('a file is imported into an open strategy without a mouse', async ({ page }) => {
  await createGoldenCross(page)
  const here = page.url()
  // the browser has to know early that its dialog is not to be shown
  const choosing = page.waitForEvent('filechooser')
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: 'Search commands' }).fill('import a file')
  await expect(page.getByRole('dialog').getByRole('option', { selected: true })).toContainText(
    'Import a file',
  )
  await page.keyboard.press('Enter')
  await (await choosing).setFiles({
    name: 'small.json',
    mimeType: 'application/json',
    buffer: Buffer.from(JSON.stringify(SMALL)),
  })
  await expect(page.getByRole('dialog', { name: 'Import small.json' })).toBeVisible()
  await page.getByRole('button', { name: 'New strategy' }).press('Enter')
  await page.waitForURL(url => /\/strategies\/[0-9a-f-]{36}$/.test(url.pathname) && url.href !== here)
  await expect(blocks(page)).toHaveCount(1)
})
