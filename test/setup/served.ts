// Before the browser tests: one product for all of them, its address in PRODUCT_URL; afterwards it is stopped.
import { freshDataDir, removeDataDir, startProduct } from './product'

export default async function serve(): Promise<() => Promise<void>> {
  if (process.env.PRODUCT_URL) return async () => {} // somebody's own
  const dataDir = freshDataDir()
  const product = await startProduct({ dataDir, env: { MARKET_SPEED: '30' } })
  process.env.PRODUCT_URL = product.url
  return async () => {
    await product.stop()
    removeDataDir(dataDir)
  }
}
