import type { Locator } from '@playwright/test'
import { expect } from './fixtures'

export interface DroppedFile {
  readonly name: string
  readonly text: string
}

/** Holds files over a place as a hand would, which says so, and lets go of them there. */
export async function drop(onto: Locator, files: readonly DroppedFile[], says: string): Promise<void> {
  const page = onto.page()
  const dataTransfer = await page.evaluateHandle(given => {
    const transfer = new DataTransfer()
    for (const { name, text } of given) transfer.items.add(new File([text], name))
    return transfer
  }, files)
  await onto.dispatchEvent('dragenter', { dataTransfer })
  const offer = page.getByRole('status').filter({ hasText: says })
  await expect(offer).toBeVisible()
  await onto.dispatchEvent('drop', { dataTransfer })
  await expect(offer).toBeHidden()
}
