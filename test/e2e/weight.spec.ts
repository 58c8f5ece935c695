// What is loaded before it is shown: nothing of the code editor, the charts and the layout engine.
import type { Page } from '@playwright/test'
import { type Library, librariesOf } from '../setup/libraries'
import { canvas, emptyCanvas } from './drawing'
import { expect, test } from './fixtures'
import { arrive } from './guest'

/** Watches the scripts of a page; gives the libraries that have come so far. */
function watchScripts(page: Page): () => Promise<ReadonlySet<Library>> {
  const found: Promise<readonly Library[]>[] = []
  page.on('response', response => {
    const isScript = response.request().resourceType() === 'script' || /\.js(\?|$)/.test(response.url())
    if (isScript) found.push(librariesOf(page, response.url()))
  })
  return async () => new Set((await Promise.all(found)).flat())
}

test('the code editor, the chart and the layout engine come when they are shown', async ({ page }) => {
  const workspace = await arrive(page)
  const loaded = watchScripts(page)
  await page.goto(`${workspace}/strategies`)
  await expect(page.getByRole('grid', { name: 'Strategies' })).toBeVisible()
  expect([...(await loaded())], 'the list').toEqual([])

  await page.goto(`${workspace}/strategies?new=1`)
  await page.getByRole('radiogroup').getByText('Golden cross with strength').click()
  await page.getByRole('button', { name: 'Create strategy' }).click()
  await page.waitForURL(/\/strategies\/[0-9a-f-]{36}$/)
  await expect(page.locator('.react-flow__node').first()).toBeVisible({ timeout: 30_000 })
  await expect(page.getByRole('region', { name: 'Preview' }).getByRole('figure')).toBeVisible({
    timeout: 30_000,
  })
  expect([...(await loaded())], 'a drawing with its chart').toEqual(['the charts'])

  await page.getByRole('button', { name: 'Code', exact: true }).click()
  await expect(page.locator('.monaco-editor .view-lines').first()).toBeVisible({ timeout: 30_000 })
  const written = await loaded()
  expect(written.has('Monaco'), 'Monaco in the code').toBe(true)
  expect(written.has('the layout engine'), 'the layout engine before it is asked').toBe(false)

  await page.getByRole('button', { name: 'Drawing', exact: true }).click()
  await page.getByRole('button', { name: 'Tidy up' }).click()
  await expect
    .poll(async () => (await loaded()).has('the layout engine'), { message: 'the layout engine, asked for' })
    .toBe(true)
  // what still comes would be asked for when the test is over
  page.removeAllListeners('response')
  await loaded()
})

test('code that can’t be loaded is told of in its place, and comes with another try', async ({ page }) => {
  await emptyCanvas(page)
  const scripts = '**/_next/static/chunks/**'
  await page.route(scripts, route => route.abort())
  await page.getByRole('button', { name: 'Split', exact: true }).click()
  await expect(page.getByRole('alert').filter({ hasText: 'could not be loaded' })).toBeVisible()
  await expect(canvas(page)).toBeVisible()
  await page.unroute(scripts)
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect(page.locator('.monaco-editor .view-lines').first()).toBeVisible()
})
