import { choose, expect, test, workspaceOf } from './fixtures'
import { arrive } from './guest'

test('a universe is built filter by filter, counted as of any day, and screened', async ({ page }) => {
  await page.goto(`${await arrive(page)}/universes?new=1`)
  await page.getByLabel('Name', { exact: true }).fill('Liquid energy')
  await page.getByRole('button', { name: 'Create universe' }).click()
  await page.waitForURL(/\/universes\/[0-9a-f-]{36}$/)
  const members = page.getByRole('region', { name: 'Members' })
  await expect(members.getByRole('heading')).toContainText(/1\d\d symbols|200 symbols/)

  await page.getByRole('button', { name: 'Add a filter' }).click()
  await page.getByRole('menuitem', { name: /^Sector/ }).click()
  const sector = page.getByRole('listitem', { name: 'Sector' })
  await expect(sector.getByRole('alert')).toContainText('Choose at least one sector')
  await sector.getByRole('button', { name: 'Energy' }).click()
  await expect(sector.getByRole('status')).toContainText(/2\d left/)

  await page.getByRole('button', { name: 'Add a filter' }).click()
  await page.getByRole('menuitem', { name: /^Top by volume/ }).click()
  const top = page.getByRole('listitem', { name: 'Top by volume' })
  await top.getByLabel('Keep the top').fill('7')
  await expect(members.getByRole('heading')).toHaveText('7 symbols')
  await expect(page.getByText('Saved', { exact: true })).toBeVisible()

  const now = await members.getByRole('row').nth(1).textContent()
  await page.getByLabel('As of (UTC)').fill('2023-05-01T00:00')
  await expect(page.getByText('as of 1 May 2023')).toBeVisible()
  expect(await members.getByRole('row').nth(1).textContent()).not.toBe(now)
  await page.getByLabel('As of (UTC)').fill('')

  await top.getByRole('button', { name: 'Remove this filter' }).click()
  await expect(members.getByRole('heading')).not.toHaveText('7 symbols')
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(members.getByRole('heading')).toHaveText('7 symbols')
  await expect(page.getByText('Saved', { exact: true })).toBeVisible()
  await page.reload()
  await expect(members.getByRole('heading')).toHaveText('7 symbols')

  await page.goto(`${workspaceOf(page)}/screens?new=1`)
  await page.getByLabel('Name', { exact: true }).fill('Energy now')
  await choose(page, 'Universe', /Liquid energy/)
  await expect(page.getByText(/^7 of \d+ symbols now/)).toBeVisible()
  await choose(page, 'Bars', /^1m$/)
  await page.getByRole('button', { name: 'Create screen' }).click()
  await page.waitForURL(/\/screens\/[0-9a-f-]{36}$/)
  await page.getByRole('button', { name: /^All/ }).click()
  await expect(page.getByRole('grid', { name: 'Results of Energy now' })).toHaveAttribute(
    'aria-rowcount',
    '8',
  )
})
