import { createHash } from 'node:crypto'
import { mkdir, rename, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { build } from 'esbuild'

const ENTRY = path.join(import.meta.dirname, 'child.ts')

/**
 * The child's code as one file, so that the child may be denied every other. Named by its content; processes that start
 * at the same time write the same bytes.
 */
export async function bundleChild(folder: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [ENTRY],
    bundle: true,
    write: false,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    logLevel: 'silent',
  })
  const code = outputFiles[0]!.contents
  const name = createHash('sha256').update(code).digest('hex').slice(0, 16)
  const file = path.join(folder, `guests-${name}.mjs`)
  if (await exists(file)) return file
  await mkdir(folder, { recursive: true })
  const draft = `${file}.${process.pid}`
  await writeFile(draft, code)
  await rename(draft, file)
  return file
}

const exists = (file: string): Promise<boolean> =>
  stat(file).then(
    () => true,
    () => false,
  )
