import { expect, test } from './fixtures'
import { arrive } from './guest'

test('a graph of the gallery is shown as drawing, code and document, and screens', async ({ page }) => {
  await page.goto(`${await arrive(page)}/strategies?new=1`)
  await page.getByLabel('Find a template').fill('quiet, then')
  await page.getByText('Quiet, then loud').click()
  await expect(page.getByRole('img', { name: /Quiet, then loud: \d+ blocks/ })).toBeVisible()
  await page.getByRole('button', { name: 'Create strategy' }).click()
  await page.waitForURL(/\/strategies\/[0-9a-f-]{36}$/)
  await expect(page.getByRole('region', { name: 'Canvas' }).locator('.react-flow__node').first()).toBeVisible(
    {
      timeout: 30_000,
    },
  )
  await expect(page.getByText('Compiles', { exact: true })).toBeVisible()
  await page.getByRole('button', { name: 'Code', exact: true }).click()
  await expect(page.getByRole('region', { name: 'Code of the graph' })).toBeVisible()
  await page.getByRole('button', { name: 'Document', exact: true }).click()
  await expect(page.getByText('"version": 1').first()).toBeVisible()
})
