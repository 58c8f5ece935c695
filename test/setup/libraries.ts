// The large libraries that only come when they are shown, each by a text that nothing but its own code holds.
import type { Page } from 'playwright'

export const LIBRARIES = {
  Monaco: /editor\.action\.clipboardCopyAction/,
  'the charts': /tv-lightweight-charts/,
  'the layout engine': /org\.eclipse\.elk/,
} as const

export type Library = keyof typeof LIBRARIES

/** Those in a script. It is asked for once more: browsers don't hand out what workers have loaded. */
export async function librariesOf(page: Page, url: string): Promise<readonly Library[]> {
  const script = await (await page.request.get(url)).text()
  return (Object.keys(LIBRARIES) as Library[]).filter(name => LIBRARIES[name].test(script)) // the table's own keys
}
