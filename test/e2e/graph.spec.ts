import { lines } from './code'
import { enterAsGuest, expect, test, workspaceOf } from './fixtures'

test('a graph of the gallery is shown as drawing, code and document, and screens', async ({ page }) => {
  await enterAsGuest(page)
  await page.goto(`${workspaceOf(page)}/strategies?new=1`)
  await page.getByLabel('Find a template').fill('quiet, then')
  await page.getByText('Quiet, then loud').click()
  await expect(page.getByRole('img', { name: /Quiet, then loud: \d+ blocks/ })).toBeVisible()
  await page.getByRole('button', { name: 'Create strategy' }).click()
  await page.waitForURL(/\/strategies\/[0-9a-f-]{36}$/)
  await expect(page.getByRole('img', { name: /Quiet, then loud: \d+ blocks/ })).toBeVisible()
  await expect(page.getByText('Compiles', { exact: true })).toBeVisible()
  await page.getByRole('button', { name: 'Code', exact: true }).click()
  await expect(lines(page)).toContainText('export default strategy')
  await page.getByRole('button', { name: 'Document', exact: true }).click()
  await expect(lines(page)).toContainText('"version": 1')
})
