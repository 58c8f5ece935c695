// What the editor loads on a first visit, and when its large libraries come: `node scripts/run.mjs test/perf/editorWeight.ts`.
// Starts the product (or takes the one at PRODUCT_URL). Sizes are as sent, compressed; workers count.
import { once } from 'node:events'
import { get } from 'node:http'
import { type Browser, chromium, type Page } from 'playwright'
import { browser as launchOptions } from '../setup/browser'
import { type Library, librariesOf } from '../setup/libraries'
import { freshDataDir, removeDataDir, startProduct } from '../setup/product'

interface Script {
  readonly bytes: number
  readonly libraries: readonly Library[]
}

/** What a file weighs on its way, compressed: browsers don't tell it of what workers load. */
async function sentBytes(url: string): Promise<number> {
  const [answer] = await once(get(url, { headers: { 'accept-encoding': 'gzip' } }), 'response')
  let bytes = 0
  for await (const chunk of answer) bytes += chunk.length
  return bytes
}

/** Adds up scripts as they come, each once and those of workers too; the answer is what came since it was last asked. */
function scales(page: Page): () => Promise<readonly Script[]> {
  const seen = new Set<string>()
  let arrived: Promise<Script>[] = []
  const read = async (url: string): Promise<Script> => {
    const [bytes, libraries] = await Promise.all([sentBytes(url), librariesOf(page, url)])
    return { bytes, libraries }
  }
  page.on('requestfinished', request => {
    const url = request.url()
    const isScript = request.resourceType() === 'script' || /\.js(\?|$)/.test(url)
    if (!isScript || seen.has(url)) return
    seen.add(url)
    arrived.push(read(url))
  })
  return async () => {
    await page.waitForLoadState('networkidle')
    const now = arrived
    arrived = []
    return Promise.all(now)
  }
}

function tell(step: string, scripts: readonly Script[]): void {
  const sum = scripts.reduce((total, { bytes }) => total + bytes, 0)
  const brought = [...new Set(scripts.flatMap(({ libraries }) => libraries))]
  console.log(
    `${`${(sum / 1000).toFixed(0)} kB`.padStart(9)}  ${step.padEnd(34)} ${brought.join(', ') || 'no large library'}`,
  )
}

async function weigh(browser: Browser, home: string): Promise<void> {
  const first = await (await browser.newContext()).newPage()
  await first.goto(home)
  await first.waitForURL(/\/w\/[^/]+\/screens/)
  const workspace = new URL(first.url()).pathname.split('/').slice(0, 3).join('/')
  await first.goto(`${home}${workspace}/strategies?new=1`)
  await first.getByRole('radiogroup').getByText('Golden cross with strength').click()
  await first.getByRole('button', { name: 'Create strategy' }).click()
  await first.waitForURL(/\/strategies\/[0-9a-f-]{36}$/)
  const storageState = await first.context().storageState()
  const address = first.url()
  const page = await (
    await browser.newContext({ storageState, viewport: { width: 1440, height: 900 } })
  ).newPage()
  const since = scales(page)
  await page.goto(address)
  await page.locator('.react-flow__node').first().waitFor()
  tell('first visit of a drawing', await since())
  await page.getByRole('region', { name: 'Preview' }).getByRole('figure').waitFor()
  tell('the chart below it is shown', await since())
  await page.getByRole('button', { name: 'Code', exact: true }).click()
  await page.locator('.monaco-editor .view-lines').first().waitFor()
  tell('the code is shown', await since())
  await page.getByRole('button', { name: 'Drawing', exact: true }).click()
  const came = page.waitForEvent('requestfinished', async request =>
    (await librariesOf(page, request.url())).includes('the layout engine'),
  )
  await page.getByRole('button', { name: 'Tidy up' }).click()
  await came
  tell('the drawing is tidied', await since())
}

const given = process.env.PRODUCT_URL
const dataDir = freshDataDir()
const product = given ? null : await startProduct({ dataDir })
const browser = await chromium.launch(launchOptions())
await weigh(browser, given ?? product?.url ?? '')
await browser.close()
await product?.stop()
removeDataDir(dataDir)
