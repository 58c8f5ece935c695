import { expect, test } from './fixtures'
import { arrive } from './guest'

/** Hourly bars of a month, German way: semicolons, decimal commas, day first. */
function germanFile(rows: number): string {
  const lines = Array.from({ length: rows }, (_, row) => {
    const at = new Date(Date.UTC(2024, 0, 1) + row * 3_600_000)
    const two = (value: number) => String(value).padStart(2, '0')
    const price = (value: number) => value.toFixed(2).replace('.', ',')
    const open = 100 + (row % 24)
    return [
      `${two(at.getUTCDate())}.${two(at.getUTCMonth() + 1)}.${at.getUTCFullYear()} ${two(at.getUTCHours())}:00`,
      price(open),
      price(open + 1.5),
      price(open - 0.75),
      price(open + 0.25),
      row,
    ].join(';')
  })
  return ['Datum;Open;High;Low;Close;Volume', ...lines].join('\n')
}

test('a file is looked at, imported and charted', async ({ page }) => {
  const workspace = await arrive(page)
  await page.goto(`${workspace}/data`)
  await page.getByRole('button', { name: 'Import', exact: true }).click()
  const dialog = page.getByRole('dialog', { name: 'Import a file of bars' })
  await dialog
    .getByLabel('File of bars')
    .setInputFiles({ name: 'heizöl.csv', mimeType: 'text/csv', buffer: Buffer.from(germanFile(744)) })
  await expect(dialog.getByText('1h bars')).toBeVisible()
  await expect(dialog.getByText('Fields parted by semicolons')).toBeVisible()
  await expect(dialog.getByRole('row', { name: /01\.01\.2024 00:00/ })).toContainText('2024-01-01 00:00')
  await dialog.getByLabel('Symbol', { exact: true }).fill('OIL')
  await dialog.getByLabel('Currency').fill('EUR')
  await dialog.getByRole('button', { name: 'Import', exact: true }).click()
  await expect(dialog.getByRole('status')).toContainText('OIL is imported: 744 rows of 1h bars')
  await dialog.getByRole('link', { name: 'Open chart' }).click()
  await page.waitForURL(/\/data\/csv\/OIL\?bars=1h$/)
  await expect(page.getByText('OIL').first()).toBeVisible()

  // once more, with a row that is wrong: nothing changes
  await page.goto(`${workspace}/data?venue=csv`)
  await expect(page.getByRole('row', { name: /OIL/ })).toBeVisible()
  await page.getByRole('button', { name: 'Import', exact: true }).click()
  const bad = germanFile(744).split('\n')
  bad[700] = bad[700]!.replace(/;\d+$/, ';viel')
  await dialog
    .getByLabel('File of bars')
    .setInputFiles({ name: 'oil.csv', mimeType: 'text/csv', buffer: Buffer.from(bad.join('\n')) })
  await dialog.getByRole('button', { name: 'Replace OIL' }).click()
  await expect(dialog.getByRole('alert').first()).toContainText('Line 701: volume is “viel”')
  // what was chosen for the file is kept for the next try
  await expect(dialog.getByLabel('Symbol', { exact: true })).toHaveValue('OIL')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Files', exact: true }).click()
  const files = page.getByRole('dialog', { name: 'Imported files' })
  await expect(files.getByRole('region', { name: 'Files' }).getByText('not imported')).toBeVisible()
  await files.getByRole('button', { name: 'Remove OIL' }).click()
  await page
    .getByRole('dialog', { name: 'Remove OIL?' })
    .getByRole('button', { name: 'Remove', exact: true })
    .click()
  await expect(files.getByText('None yet.')).toBeVisible()
})

test('the sample takes one click', async ({ page }) => {
  await page.goto(`${await arrive(page)}/data`)
  await page.getByRole('button', { name: 'S&P 500 sample' }).click()
  await page.waitForURL(/\/data\/csv\/SP500$/)
  await expect(page.getByText('S&P 500').first()).toBeVisible()
  // it has no faster bars, so the daily ones are shown
  await expect(page.getByRole('heading', { name: 'Coverage of the 1d bars' })).toBeVisible()
})

test('a file that is dropped on the data page opens the dialog with it', async ({ page }) => {
  await page.goto(`${await arrive(page)}/data`)
  await expect(page.getByRole('button', { name: 'Import', exact: true })).toBeVisible()
  const data = await page.evaluateHandle(text => {
    const transfer = new DataTransfer()
    transfer.items.add(new File([text], 'gold.csv', { type: 'text/csv' }))
    return transfer
  }, germanFile(48))
  await page.dispatchEvent('body', 'dragover', { dataTransfer: data })
  await expect(page.getByText('Drop the file to import its bars')).toBeVisible()
  await page.dispatchEvent('body', 'drop', { dataTransfer: data })
  const dialog = page.getByRole('dialog', { name: 'Import a file of bars' })
  await expect(dialog.getByText('gold.csv')).toBeVisible()
  await expect(dialog.getByLabel('Symbol', { exact: true })).toHaveValue('GOLD')
})
