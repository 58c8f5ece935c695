import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { GuestResult, HostErrorKind } from '@/sandbox/host/engine'

export type Verdict = HostErrorKind | 'ok'

export interface HostileProgram {
  readonly name: string
  readonly attack: string
  readonly source: string
  readonly expect: readonly Verdict[]
}

const OWN = path.join(import.meta.dirname, 'programs')
/** A folder of further programs with a manifest.json, read in place where it exists. */
const SHARED = process.env.REDTEAM_DIR ?? path.resolve(import.meta.dirname, '../../../shared/redteam')

/** The manifest's classes in our words. */
const CLASSES: Readonly<Record<string, readonly Verdict[]>> = {
  ok: ['ok'],
  guest_error: ['thrown', 'syntax'],
  limit_time: ['fuel', 'deadline'],
  limit_fuel: ['fuel'],
  limit_memory: ['memory'],
  limit_stack: ['stack'],
  rejected_static: ['source', 'syntax'],
  rejected_output: ['output', 'protocol', 'jobs'],
  trap: ['crashed'],
}

/** The programs of this folder: attack and expected verdicts stand in their first two lines. */
export const ownPrograms = (): HostileProgram[] =>
  readdirSync(OWN).map(file => {
    const source = readFileSync(path.join(OWN, file), 'utf8')
    const [attack = '', expect = ''] = source.split('\n', 2).map(line => line.replace(/^\/\/ \w+: /, ''))
    return { name: file, attack, source, expect: expect.split(', ') as Verdict[] }
  })

interface Manifest {
  readonly programs: Readonly<Record<string, { readonly expect: readonly string[]; readonly attack: string }>>
}

export function sharedPrograms(): HostileProgram[] {
  const manifest = path.join(SHARED, 'manifest.json')
  if (!existsSync(manifest)) return []
  const { programs } = JSON.parse(readFileSync(manifest, 'utf8')) as Manifest
  return Object.entries(programs).map(([name, { attack, expect }]) => ({
    name,
    attack,
    source: readFileSync(path.join(SHARED, name), 'utf8'),
    expect: expect.flatMap(known => CLASSES[known] ?? []),
  }))
}

export const verdictOf = (result: GuestResult<unknown>): Verdict => (result.ok ? 'ok' : result.error.kind)
