// Bundles the code that runs inside the fence into one text each. Done on install, and again at start where a source is newer
// than its text, so that nobody has to think of it.
import { existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const house = new URL('..', import.meta.url)
const sources = new URL('sandbox/compile/guest/', house)
const folder = new URL('sandbox/generated/', house)
const BUNDLES = { ingest: 'main.ts', trace: 'trace/main.ts', filter: 'filter/main.ts' }

/** Whether the texts are there and no older than what they are made of. */
export function guestsAreFresh() {
  const changed = [...filesOf(sources), new URL(import.meta.url)].map(file => statSync(file).mtimeMs)
  return Object.keys(BUNDLES).every(name => {
    const text = new URL(`${name}.ts`, folder)
    return existsSync(text) && statSync(text).mtimeMs >= Math.max(...changed)
  })
}

export async function bundleGuests() {
  const { build } = await import('esbuild')
  mkdirSync(folder, { recursive: true })
  for (const [name, entry] of Object.entries(BUNDLES)) {
    const { outputFiles } = await build({
      entryPoints: [fileURLToPath(new URL(entry, sources))],
      bundle: true,
      format: 'iife',
      target: 'es2022',
      minify: true,
      legalComments: 'none',
      write: false,
    })
    writeFileSync(
      new URL(`${name}.ts`, folder),
      `// Made by scripts/bundle-guests.mjs.\nexport const ${name.toUpperCase()}: string = ${JSON.stringify(outputFiles[0].text)}\n`,
    )
  }
}

function filesOf(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap(file =>
    file.isDirectory() ? filesOf(new URL(`${file.name}/`, folder)) : [new URL(file.name, folder)],
  )
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await bundleGuests()
