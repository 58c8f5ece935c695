import { mkdtemp } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { build } from 'esbuild'
import { describe, expect, it } from 'vitest'
import { launch } from '@/server/guests/launch'

async function probe(): Promise<Record<string, string>> {
  const file = path.join(await mkdtemp(path.join(os.tmpdir(), 'probe-')), 'probe.mjs')
  await build({
    entryPoints: [path.join(import.meta.dirname, 'probe.ts')],
    outfile: file,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    alias: { '@': path.resolve(import.meta.dirname, '../..') },
  })
  const child = launch(file)
  let text = ''
  child.stdout.on('data', part => {
    text += String(part)
  })
  let errors = ''
  child.stderr?.on('data', part => {
    errors += String(part)
  })
  await new Promise(resolve => child.once('close', resolve))
  if (!text) throw new Error(errors)
  return JSON.parse(text) as Record<string, string>
}

const met = await probe()
const { timezone, interfaces, ...attempts } = met

describe('from the guests’ process there is no way to', () => {
  it.each(Object.entries(attempts))('%s', (_, outcome) => expect(outcome).toMatch(/^shut/))
})

it('the guests’ process lives in UTC', () => expect(timezone).toBe('0'))

it.skipIf(process.platform !== 'linux' || process.getuid?.() !== 0)(
  'where we may say so it has a network without interfaces',
  () => expect(interfaces).toBe(''),
)
