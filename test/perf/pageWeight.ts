// What each page loads on a first visit: `node scripts/run.mjs test/perf/pageWeight.ts`. Starts the product (or takes the one
// at PRODUCT_URL) and opens every kind of page in a fresh browser. Sizes are as sent, compressed.
import { type Browser, type BrowserContext, chromium } from 'playwright'
import { browser as launchOptions } from '../setup/browser'
import { freshDataDir, removeDataDir, startProduct } from '../setup/product'

/** What the workbench may load before any feature's own code; the settings page has next to none. */
const ALLOWED_KB = 300
const PLAIN = '/settings'
const SETTLED_MS = 1_500

interface Weight {
  readonly scripts: number
  readonly rest: number
  readonly requests: number
}

/** Opens a page with nothing in the cache and adds up what came over the wire. */
async function weigh(browser: Browser, url: string, storageState: Visitor['storageState']): Promise<Weight> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, storageState })
  const page = await context.newPage()
  const wire = await context.newCDPSession(page)
  await wire.send('Network.enable')
  const kinds = new Map<string, string>()
  let [scripts, rest, requests] = [0, 0, 0]
  wire.on('Network.responseReceived', ({ requestId, type }) => kinds.set(requestId, type))
  wire.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    requests++
    if (kinds.get(requestId) === 'Script') scripts += encodedDataLength
    else rest += encodedDataLength
  })
  await page.goto(url, { waitUntil: 'load' })
  await page.waitForTimeout(SETTLED_MS)
  await context.close()
  return { scripts, rest, requests }
}

interface Visitor {
  readonly storageState: Awaited<ReturnType<BrowserContext['storageState']>>
  readonly addresses: readonly string[]
}

/** A guest, and one page of each kind that a guest finds. */
async function visitor(browser: Browser, home: string): Promise<Visitor> {
  const context = await browser.newContext()
  const page = await context.newPage()
  await page.goto(home)
  await page.waitForURL(/\/w\/[^/]+/)
  const workspace = new URL(page.url()).pathname.split('/').slice(0, 3).join('/')
  const first = async (list: string) => {
    await page.goto(`${home}${workspace}/${list}`)
    await page.getByRole('row').nth(1).click()
    await page.waitForURL(new RegExp(`/${list}/`))
    return new URL(page.url()).pathname
  }
  const found = [await first('strategies'), await first('screens')]
  const storageState = await context.storageState()
  await context.close()
  const addresses = [
    '/',
    '/sign-in',
    '/docs/language',
    '/docs/language/start',
    '/docs/catalogue',
    '/docs/catalogue/rsi',
    ...['', '/strategies', '/screens', '/runs', '/team', '/settings', '/settings/keys'].map(
      part => `${workspace}${part}`,
    ),
    ...found,
  ]
  return { storageState, addresses }
}

const given = process.env.PRODUCT_URL
const dataDir = freshDataDir()
const product = given ? null : await startProduct({ dataDir })
const home = given ?? product?.url ?? ''
const browser = await chromium.launch(launchOptions())
let plain = 0
console.log(`${'scripts'.padStart(10)} ${'rest'.padStart(10)}  requests  page`)
const { storageState, addresses } = await visitor(browser, home)
for (const address of addresses) {
  const { scripts, rest, requests } = await weigh(browser, home + address, storageState)
  if (address.endsWith(PLAIN)) plain = scripts
  const kb = (bytes: number) => `${(bytes / 1000).toFixed(0)} kB`.padStart(10)
  console.log(
    `${kb(scripts)} ${kb(rest)}  ${String(requests).padStart(8)}  ${address.replace(/[0-9a-f-]{36}/g, '…')}`,
  )
}
console.log(
  `\nThe workbench by itself loads ${(plain / 1000).toFixed(0)} kB of scripts; ${ALLOWED_KB} kB are allowed.`,
)
await browser.close()
await product?.stop()
removeDataDir(dataDir)
