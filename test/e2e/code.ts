// The code editor as a person uses it.
import { expect, type Page } from '@playwright/test'
import { openStrategy, template } from './guest'

/** Where the code is typed; it hears keys and has the name of the editor. */
export const source = (page: Page, name: string | RegExp = /^Source/) => page.getByRole('textbox', { name })

/** The lines in sight. Monaco writes spaces as hard ones. */
export const lines = (page: Page) => page.locator('.monaco-editor .view-lines').first()

/** Puts the caret into the editor, once it has come. */
export async function enterCode(page: Page): Promise<void> {
  await expect(lines(page)).toBeVisible()
  // a click may meet what floats over long lines
  await page.locator('.monaco-editor textarea').first().focus()
  await expect(page.locator('.monaco-editor.focused').first()).toBeVisible()
}

/** Writes the text in place of what is there, as one paste would. */
export async function writeCode(page: Page, text: string): Promise<void> {
  await enterCode(page)
  await page.keyboard.press('Control+a')
  // typed, its brackets would close themselves
  await page
    .locator('.monaco-editor.focused textarea')
    .first()
    .evaluate((area, pasted) => {
      const clipboardData = new DataTransfer()
      clipboardData.setData('text/plain', pasted)
      area.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
    }, text)
}

/** Publishes what is written, with what it says to whoever reads the history. */
export async function publish(page: Page, message = ''): Promise<void> {
  await page.keyboard.press('Control+s')
  const dialog = page.getByRole('dialog', { name: /^Publish version/ })
  await dialog.getByLabel('What has changed').fill(message)
  await dialog.getByRole('button', { name: 'Publish' }).click()
}

/** A new strategy of a fresh guest: a template by its title, else the formula that one begins with. */
export const create = (page: Page, name: string, title = 'Formula'): Promise<void> =>
  openStrategy(page, { name, ...template(title) })

/** Switches between drawing and code. */
export const show = (page: Page, view: 'Drawing' | 'Split' | 'Code' | 'Document') =>
  page
    .getByRole('group', { name: /^Show the (graph|code) as/ })
    .getByRole('button', { name: view, exact: true })
    .click()

export const compiler = (page: Page) => page.getByRole('region', { name: 'Compiler' })

/** Puts the caret at the beginning of the first line that has these words. */
export async function goToLine(page: Page, words: string): Promise<void> {
  await enterCode(page)
  await page.keyboard.press('Control+Home')
  await page.keyboard.press('Control+f')
  await page.keyboard.type(words)
  await page.keyboard.press('Enter')
  // on a busy machine the search may not be listening yet when the key comes
  await expect(async () => {
    await page.keyboard.press('Escape')
    await expect(page.locator('.find-widget.visible')).toHaveCount(0, { timeout: 500 })
  }).toPass()
  await page.keyboard.press('Home')
}

/** Opens an empty line before the first that has these words, with the caret in it. */
export async function openLineBefore(page: Page, words: string): Promise<void> {
  await goToLine(page, words)
  await page.keyboard.press('Enter')
  await page.keyboard.press('ArrowUp')
}

/** Errors of the page's own code, gathered from now on. */
export function pageErrors(page: Page): string[] {
  const errors: string[] = []
  page.on('pageerror', error => errors.push(error.message))
  page.on('console', message => {
    if (message.type() === 'error') errors.push(message.text())
  })
  return errors
}
