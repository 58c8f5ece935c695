import { readFileSync } from 'node:fs'
import path from 'node:path'
import { chromium, type Page } from '@playwright/test'
import tailwind from '@tailwindcss/postcss'
import { build } from 'esbuild'
import postcss from 'postcss'
import { browser } from '../setup/browser'

const ROOT = path.resolve(import.meta.dirname, '../..')

/** The page's script, as the product would be built, and the styles it brings along. */
async function bundled(): Promise<{ readonly script: string; readonly styles: string }> {
  const { outputFiles } = await build({
    entryPoints: [path.join(import.meta.dirname, 'canvasPage.tsx')],
    bundle: true,
    write: false,
    outdir: '/',
    minify: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    jsx: 'automatic',
    define: { 'process.env.NODE_ENV': '"production"' },
    alias: { '@': ROOT },
  })
  const text = (end: string) => outputFiles.find(file => file.path.endsWith(end))?.text ?? ''
  return { script: text('.js'), styles: text('.css') }
}

/** The product's own styles; its fonts are left out. */
async function styles(): Promise<string> {
  const from = path.join(ROOT, 'app/globals.css')
  const plain = readFileSync(from, 'utf8').replaceAll(/@import "@fontsource[^;]*;/g, '')
  const { css } = await postcss([tailwind({ base: ROOT })]).process(plain, { from })
  return css
}

/** Opens a canvas with a document in a page of a real browser, with nothing else in it. */
export async function withCanvas<T>(document: string, work: (page: Page) => Promise<T>): Promise<T> {
  const [page, css] = await Promise.all([bundled(), styles()])
  const chrome = await chromium.launch(browser())
  try {
    const tab = await chrome.newPage({ viewport: { width: 1440, height: 900 } })
    await tab.setContent(`<!doctype html><html data-theme="dark"><title>Canvas</title></html>`)
    await tab.addStyleTag({ content: css })
    await tab.addStyleTag({ content: page.styles })
    await tab.addScriptTag({ content: page.script, type: 'module' })
    await tab.waitForFunction(() => 'openCanvas' in window)
    await tab.evaluate(text => window.openCanvas(text), document)
    await tab.locator('.react-flow__node').first().waitFor()
    return await work(tab)
  } finally {
    await chrome.close()
  }
}
