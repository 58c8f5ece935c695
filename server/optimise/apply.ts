import type { Program } from '../../sandbox/ir/program'
import { found, refuse } from '../errors'
import type { PrismaClient } from '../generated/prisma/client'
import { compileDocument } from '../guests/compile'
import { saveVersion } from '../strategies/documents'
import { type Values, type Versioned, withDefaults } from './newDefaults'

export interface Applying {
  readonly strategyId: string
  /** The version that was searched. */
  readonly versionId: string
  /** Of every parameter that differs from the version's own default. */
  readonly params: Values
  /** The search's name, for the version's message. */
  readonly name: string
  readonly createdBy: string
}

export interface Applied {
  readonly version: number
  /** False: these were the defaults already. */
  readonly saved: boolean
}

/**
 * Makes a version whose defaults are these values. The newest version is the one that changes; it has to be the rule that was searched,
 * whatever its own defaults are, and the compiler has to read the changed text as that rule with these values.
 */
export async function applyParams(db: PrismaClient, applying: Applying): Promise<Applied> {
  const { strategyId, versionId, params, name, createdBy } = applying
  const fields = { id: true, number: true, kind: true, document: true } as const
  const [searched, latest] = await Promise.all([
    db.strategyVersion.findFirst({ where: { id: versionId, strategyId }, select: fields }),
    db.strategyVersion.findFirst({ where: { strategyId }, orderBy: { number: 'desc' }, select: fields }),
  ])
  const from = found(searched, 'version')
  const onto = found(latest, 'version')
  const meant = await programOf(from, params)
  if (onto.id !== from.id && (await digestOf(onto, params)) !== meant.digest)
    refuse(
      'NOT_POSSIBLE_NOW',
      `Version ${onto.number} is another rule than version ${from.number}, which was searched. Search version ${onto.number}, or set the values by hand.`,
      { latest: onto.number, searched: from.number },
    )
  const rewritten = withDefaults(onto, params)
  if (!rewritten.ok) refuse('NOT_POSSIBLE_NOW', rewritten.message)
  const { document } = rewritten
  const compiled = await compileDocument({ kind: onto.kind, document })
  if (!compiled.ok || !saysTheSame(compiled.program, meant))
    refuse(
      'NOT_POSSIBLE_NOW',
      'The values could not be written into this document without changing more than its defaults. Set them by hand.',
    )
  const { number, saved } = await saveVersion(db, {
    strategyId,
    base: onto.number,
    kind: onto.kind,
    document,
    message: `From optimisation ${name}`.slice(0, 200),
    program: compiled.program,
    createdBy,
  })
  return { version: number, saved }
}

async function programOf({ kind, document }: Versioned, params: Values): Promise<Program> {
  const compiled = await compileDocument({ kind, document, params })
  if (compiled.ok) return compiled.program
  return refuse(
    'NOT_POSSIBLE_NOW',
    `With these values: ${compiled.problems[0]?.message ?? 'it does not compile.'}`,
  )
}

async function digestOf({ kind, document }: Versioned, params: Values): Promise<string | null> {
  const compiled = await compileDocument({ kind, document, params })
  return compiled.ok ? compiled.program.digest : null
}

/** The same nodes and outputs, and each parameter's default is the value it was meant to have. */
function saysTheSame(now: Program, meant: Program): boolean {
  const wanted = new Map(meant.params.map(({ name, value }) => [name, value]))
  return (
    now.digest === meant.digest &&
    now.params.length === wanted.size &&
    now.params.every(each => wanted.get(each.name) === each.default)
  )
}
