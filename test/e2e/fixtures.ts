import { type BrowserContext, test as base, expect, type Page } from '@playwright/test'

interface Fixtures {
  /** Hosts other than the product's that a page asked for; a test fails when there is one. */
  readonly strangers: string[]
}

/** Where the product is. */
export const served = () => {
  const url = process.env.PRODUCT_URL
  if (!url) throw new Error('PRODUCT_URL is not set: run these tests by `npm run test:e2e`.')
  return url
}

export const test = base.extend<Fixtures>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads which fixtures are used from this pattern
  baseURL: async ({}, use) => use(served()),
  strangers: [
    async ({ context, baseURL }, use) => {
      const strangers: string[] = []
      const own = new URL(baseURL ?? '').host
      watch(context, own, strangers)
      await use(strangers)
      expect(strangers, 'requests that left the host').toEqual([])
    },
    { auto: true },
  ],
})

function watch(context: BrowserContext, own: string, strangers: string[]): void {
  context.on('request', request => {
    const url = new URL(request.url())
    if (/^(https?|wss?):$/.test(url.protocol) && url.host !== own) strangers.push(request.url())
  })
}

export { expect }

/** Opens the front door as somebody who was never here; ends on the live screen. */
export async function enterAsGuest(page: Page): Promise<void> {
  await page.goto('/')
  await page.waitForURL(/\/w\/[^/]+\/screens\/[^/]+$/)
}

let people = 0

export interface Person {
  readonly name: string
  readonly email: string
  readonly password: string
}

/** Somebody new, each time. */
export const person = (name: string): Person => ({
  name,
  email: `${name.toLowerCase()}.${process.pid}.${++people}.${Date.now()}@example.com`,
  password: 'correct horse battery staple',
})

export async function signUp(page: Page, { name, email, password }: Person): Promise<void> {
  await page.getByLabel('Name', { exact: true }).fill(name)
  await page.getByLabel('E-mail').fill(email)
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Create account' }).click()
  await page.waitForURL(url => !url.pathname.startsWith('/sign-up'))
}

export const workspaceOf = (page: Page): string =>
  new URL(page.url()).pathname.split('/').slice(0, 3).join('/')

/** Creates a strategy that begins with the small formula, in the workspace that is open. */
export async function newFormula(page: Page, name: string): Promise<void> {
  await page.goto(`${workspaceOf(page)}/strategies?new=1`)
  await page.getByLabel('Name', { exact: true }).fill(name)
  await page.getByRole('radiogroup', { name: 'Begin with' }).getByText('Formula', { exact: true }).click()
  await page.getByRole('button', { name: 'Create strategy' }).click()
}

/** Picks one of a few in our own select. */
export async function choose(page: Page, label: string, option: RegExp): Promise<void> {
  await page.getByRole('combobox', { name: label, exact: true }).click()
  await page.getByRole('option', { name: option }).click()
}
