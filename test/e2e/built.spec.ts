import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from '@playwright/test'

/** Addresses that stand in libraries as names or in messages; nothing is ever asked from them. */
const NAMES = [
  'http://www.w3.org/',
  'https://www.w3.org/',
  'https://react.dev/',
  'https://nextjs.org/',
  'https://base-ui.com/',
  'https://github.com/',
  'http://localhost',
  'https://tanstack.com/',
  'https://trpc.io/',
  'https://json-schema.org/',
  'http://json-schema.org/',
  // The charts' logo links to its makers, as their licence asks; a click follows it, nothing else does.
  'https://www.tradingview.com/',
  'https://www.apache.org/licenses/',
  // likewise the canvas'
  'https://reactflow.dev',
  // names of what the layout engine was once modelled with
  'http://www.eclipse.org/',
]

/**
 * The code editor and TypeScript with its libraries name hundreds of addresses in comments and messages. That nothing is asked
 * from them is what every browser test proves while it types.
 */
const isCodeEditor = (text: string): boolean =>
  /editor\.action\.|createLanguageService|lib\.es5\.d\.ts/.test(text)

const files = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter(entry => entry.isFile() && /\.(js|css|html)$/.test(entry.name))
    .map(entry => path.join(entry.parentPath, entry.name))

test('the built pages name no third party’s address to load from', () => {
  const built = files('.next/static')
  expect(built.length).toBeGreaterThan(5)
  const found = built.flatMap(file => {
    const text = readFileSync(file, 'utf8')
    if (isCodeEditor(text)) return []
    return [...text.matchAll(/https?:\/\/[a-z0-9][\w-]*\.[\w.-]*[^\s"'`)<>\\]*/gi)].map(([url]) => url)
  })
  const strangers = [...new Set(found)].filter(url => !NAMES.some(name => url.startsWith(name)))
  expect(strangers).toEqual([])
})

test('styles load nothing from elsewhere', () => {
  const styles = files('.next/static').filter(file => file.endsWith('.css'))
  expect(styles.length).toBeGreaterThan(0)
  for (const file of styles)
    expect(readFileSync(file, 'utf8')).not.toMatch(/@import\s+url\(|url\(["']?https?:/)
})
