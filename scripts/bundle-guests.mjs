// Bundles the code that runs inside the fence into one text each. Done on install, so that nobody has to think of it.
import { mkdirSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const house = new URL('..', import.meta.url)
const folder = new URL('sandbox/generated/', house)

const { outputFiles } = await build({
  entryPoints: [fileURLToPath(new URL('sandbox/compile/guest/main.ts', house))],
  bundle: true,
  format: 'iife',
  target: 'es2022',
  minify: true,
  legalComments: 'none',
  write: false,
})
const text = outputFiles[0].text
mkdirSync(folder, { recursive: true })
writeFileSync(
  new URL('ingest.ts', folder),
  `// Made by scripts/bundle-guests.mjs.\nexport const INGEST: string = ${JSON.stringify(text)}\n`,
)
