import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { goldenCross } from '@/sandbox/templates/graphs/goldenCross'
import { publish, writeCode } from './code'
import { enterAsGuest, expect, test, workspaceOf } from './fixtures'

async function createGoldenCross(page: Page): Promise<void> {
  await page.goto(`${workspaceOf(page)}/strategies?new=1`)
  await page.getByText('Golden cross with strength').first().click()
  await page.getByRole('button', { name: 'Create strategy' }).click()
  await page.waitForURL(/\/strategies\/[0-9a-f-]{36}$/)
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
  await enterAsGuest(page)
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
  await enterAsGuest(page)
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

/** Drops files onto the page as a hand would. */
async function drop(page: Page, files: readonly { name: string; text: string }[]): Promise<void> {
  const target = page.getByRole('region', { name: /^Strategies; files/ })
  const dataTransfer = await page.evaluateHandle(given => {
    const transfer = new DataTransfer()
    for (const { name, text } of given) transfer.items.add(new File([text], name))
    return transfer
  }, files)
  await target.dispatchEvent('dragenter', { dataTransfer })
  await expect(page.getByText('to make it a strategy')).toBeVisible()
  await target.dispatchEvent('drop', { dataTransfer })
  await expect(page.getByText('to make it a strategy')).toBeHidden()
}

test('files dropped onto the page become strategies, and those that can’t say why', async ({ page }) => {
  await enterAsGuest(page)
  await page.goto(`${workspaceOf(page)}/strategies`)
  const rows = page.getByRole('grid', { name: 'Strategies' })
  await expect(rows.getByRole('row').nth(1)).toBeVisible()
  const before = await rows.getByRole('row').count()
  for (const [name, text, why] of [
    ['broken.json', '{"version": 1,', 'broken.json is no JSON'],
    ['photo.png', 'x', 'neither code'],
    ['huge.ts', 'x'.repeat(450_000), 'larger than the 400 kB'],
  ] as const) {
    await drop(page, [{ name, text }])
    await expect(page.getByRole('region', { name: 'Notifications' }).getByText(why)).toBeVisible()
  }
  await expect(rows.getByRole('row')).toHaveCount(before)
  await drop(page, [{ name: 'dropped.json', text: goldenCross.source }])
  await page.waitForURL(/\/strategies\/[0-9a-f-]{36}$/)
  await expect(page.locator('.react-flow__node').first()).toBeVisible({ timeout: 30_000 })
})
