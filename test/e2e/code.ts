// The code editor as a person uses it.
import { expect, type Page } from '@playwright/test'

/** Where the code is typed; it hears keys and has the name of the editor. */
export const source = (page: Page, name: string | RegExp = /^Source/) => page.getByRole('textbox', { name })

/** The lines in sight. Monaco writes spaces as hard ones. */
export const lines = (page: Page) => page.locator('.monaco-editor .view-lines').first()

/** Puts the caret into the editor, once it has come. */
export async function enterCode(page: Page): Promise<void> {
  await lines(page).click()
  await expect(page.locator('.monaco-editor.focused').first()).toBeVisible()
}

/** Writes the text in place of what is there, as one paste would. */
export async function writeCode(page: Page, text: string): Promise<void> {
  await enterCode(page)
  await page.keyboard.press('Control+a')
  await page.keyboard.insertText(text)
}

/** Publishes what is written, with what it says to whoever reads the history. */
export async function publish(page: Page, message = ''): Promise<void> {
  await page.keyboard.press('Control+s')
  const dialog = page.getByRole('dialog', { name: /^Publish version/ })
  await dialog.getByLabel('What has changed').fill(message)
  await dialog.getByRole('button', { name: 'Publish' }).click()
}
