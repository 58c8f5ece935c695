// The same documents give the same bits in the browser as on the server: their engines are years apart.
import path from 'node:path'
import { chromium } from '@playwright/test'
import { build, type Rolldown } from 'vite'
import { expect, test } from 'vitest'
import { browser } from '@/test/setup/browser'
import { digests } from './digests'

const bundled = async (): Promise<string> => {
  const made = await build({
    logLevel: 'silent',
    configFile: false,
    resolve: { alias: { '@': path.resolve(import.meta.dirname, '../../..') } },
    build: {
      write: false,
      lib: { entry: path.join(import.meta.dirname, 'digests.ts'), formats: ['iife'], name: 'engines' },
    },
  })
  const [first] = made as readonly Rolldown.RolldownOutput[]
  return first!.output[0].code
}

test('every entry has the same digest and gives the same bits in Node and in Chromium', async () => {
  const [code, window] = await Promise.all([bundled(), chromium.launch(browser())])
  try {
    const page = await window.newPage()
    await page.addScriptTag({ content: code })
    const there = await page.evaluate<Record<string, string>>('engines.digests()')
    const here = digests()
    const differing = Object.keys(here).filter(id => here[id] !== there[id])
    expect(differing).toEqual([])
    expect(Object.keys(there)).toHaveLength(Object.keys(here).length)
  } finally {
    await window.close()
  }
}, 60_000)
