// The command line: `npm run -s sluice -- <command>`. Reading some hundreds of TypeScript files takes longer than most commands do,
// so they are bundled once; a change of any of them makes the bundle anew.
import './new-enough.mjs'
import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { bundleGuests, guestsAreFresh } from './bundle-guests.mjs'

const house = fileURLToPath(new URL('..', import.meta.url))
const ENTRY = 'server/cli/main.ts'
const BUNDLE = path.join(house, 'server/generated/cli.mjs')
const INPUTS = path.join(house, 'server/generated/cli.inputs.json')

if (!guestsAreFresh()) await bundleGuests()
const bundled =
  isFresh() ||
  (await makeBundle().then(
    () => true,
    () => false,
  ))
if (bundled) {
  process.argv[1] = BUNDLE
  await import(pathToFileURL(BUNDLE).href)
} else {
  // where nothing may be written, or a file does not parse: as it stands, with its own complaint
  process.argv.splice(2, 0, ENTRY)
  await import('./run.mjs')
}

/** Whether the bundle is made of the files as they are. */
function isFresh() {
  try {
    const { inputs, stamp } = JSON.parse(readFileSync(INPUTS, 'utf8'))
    return stamp === stampOf(inputs) && statSync(BUNDLE).isFile()
  } catch {
    return false
  }
}

function stampOf(inputs) {
  const hash = createHash('sha256')
  for (const input of inputs) {
    const { mtimeMs, size } = statSync(path.join(house, input))
    hash.update(`${input} ${mtimeMs} ${size}\n`)
  }
  return hash.digest('hex')
}

async function makeBundle() {
  const { build } = await import('esbuild')
  const { outputFiles, metafile } = await build({
    absWorkingDir: house,
    entryPoints: [ENTRY],
    outfile: BUNDLE,
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'node20',
    write: false,
    metafile: true,
    logLevel: 'silent',
    plugins: [{ name: 'own places', setup: keepPlaces }],
  })
  const inputs = [...Object.keys(metafile.inputs), 'package-lock.json', 'scripts/sluice.mjs']
  mkdirSync(path.dirname(BUNDLE), { recursive: true })
  put(BUNDLE, outputFiles[0].contents)
  put(INPUTS, JSON.stringify({ inputs, stamp: stampOf(inputs) }))
}

/** A file that looks for its neighbours finds them where it was written. */
function keepPlaces({ onLoad }) {
  onLoad({ filter: /\.ts$/ }, async ({ path: file }) => {
    const text = await readFile(file, 'utf8')
    if (!text.includes('import.meta.')) return null
    const contents = text
      .replaceAll('import.meta.url', JSON.stringify(pathToFileURL(file).href))
      .replaceAll('import.meta.dirname', JSON.stringify(path.dirname(file)))
    return { contents, loader: 'ts' }
  })
}

/** In one step, since another command may be starting. */
function put(file, contents) {
  const draft = `${file}.${process.pid}`
  writeFileSync(draft, contents)
  renameSync(draft, file)
}
