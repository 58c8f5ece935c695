import { readFileSync } from 'node:fs'
import path from 'node:path'
import { chromium, type Page } from '@playwright/test'
import { build } from 'esbuild'
import type { PreviewBars } from '@/app/_editor/preview/protocol'
import type { BarColumns } from '@/sandbox/ir/bars'
import { enginePath } from '@/server/guests/nodeFence'
import { browser } from '../setup/browser'

const bundled = async (file: string): Promise<string> => {
  const { outputFiles } = await build({
    entryPoints: [path.join(import.meta.dirname, file)],
    bundle: true,
    write: false,
    minify: true,
    format: 'iife',
    platform: 'browser',
    target: 'es2022',
    alias: { '@': path.resolve(import.meta.dirname, '../..') },
  })
  return outputFiles[0]?.text ?? ''
}

/** Opens the preview in a page of a real browser, with nothing else in it. */
export async function withPreview<T>(work: (page: Page) => Promise<T>): Promise<T> {
  const [pageScript, worker] = await Promise.all([bundled('previewPage.ts'), bundled('previewThread.ts')])
  const chrome = await chromium.launch(browser())
  try {
    const page = await chrome.newPage({ viewport: { width: 1440, height: 900 } })
    await page.setContent('<!doctype html><title>Preview</title>')
    await page.addScriptTag({ content: pageScript })
    const wasm = readFileSync(enginePath()).toString('base64')
    await page.evaluate(([script, bytes]) => window.openPreview(script, bytes), [worker, wasm] as const)
    return await work(page)
  } finally {
    await chrome.close()
  }
}

/** Bars as they can be sent to a page. */
export function sentBars(own: BarColumns, timeframe: PreviewBars['timeframe']): PreviewBars {
  const columns = Object.fromEntries(Object.entries(own).map(([field, column]) => [field, [...column]]))
  return { symbol: 'A', timeframe, own: columns as unknown as BarColumns, others: [] } // the page makes columns of them
}
