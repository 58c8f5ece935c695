import { expect, test } from './fixtures'
import { arrive } from './guest'

test('an instrument shows its chart, and history is fetched with progress until the calendar is full', async ({
  page,
}) => {
  await page.goto(`${await arrive(page)}/data`)
  await page.getByRole('searchbox', { name: 'Find an instrument' }).fill('BEACON')
  await page.getByRole('row', { name: /BEACONUSD/ }).click()
  await page.waitForURL(/\/data\/simulated\/BEACONUSD$/)
  await expect(page.getByRole('figure', { name: 'BEACONUSD 1h' }).locator('canvas').first()).toBeVisible()
  await expect(page.getByText('Nothing of it is stored')).toBeVisible()

  await page.getByRole('button', { name: '3 months' }).click()
  await page.getByRole('button', { name: 'Fetch 1h bars' }).click()
  const work = page.getByRole('list', { name: 'Work on these bars' })
  await expect(work.getByRole('listitem')).toHaveCount(1)
  await expect(work.getByText('done')).toBeVisible()
  await expect(page.getByRole('region', { name: /^Coverage/ })).toContainText('no gap in what was fetched')

  // The same once more has nothing to do.
  await page.getByRole('button', { name: 'Repair' }).click()
  await expect(work.getByRole('listitem')).toHaveCount(2)
  await expect(work.getByText('done')).toHaveCount(2)
})

test('a long fetch is cancelled, and what it has stored stays', async ({ page }) => {
  await page.goto(`${await arrive(page)}/data/simulated/CINDERUSD?bars=1m`)
  await page.getByRole('button', { name: '5 years' }).click()
  await page.getByRole('button', { name: 'Fetch 1m bars' }).click()
  const work = page.getByRole('list', { name: 'Work on these bars' })
  await expect(work.getByText(/^[1-9][\d,]* of [\d,]+ bars/)).toBeVisible()
  await work.getByRole('button', { name: /^Cancel/ }).click()
  await expect(work.getByText('cancelled')).toBeVisible()
  await expect(page.getByRole('region', { name: /^Coverage/ })).toContainText(/[\d,]+ bars stored/)
})
