import type { ParamValue, Program } from '../../sandbox/ir/program'
import { canBeTraded } from '../engine/backtest/signals'
import { found, refuse, refuseFields } from '../errors'
import type { PrismaClient } from '../generated/prisma/client'
import { compileDocument } from '../guests/compile'
import { differing, paramProblems } from './params'

const versionFields = {
  id: true,
  number: true,
  kind: true,
  document: true,
  program: true,
  strategy: { select: { name: true } },
} as const

export type Version = Awaited<ReturnType<typeof versionOf>>

/** The version of a strategy that is run: the one that is named, else the newest that compiles. */
export async function versionOf(
  db: Pick<PrismaClient, 'strategy' | 'strategyVersion'>,
  workspaceId: string,
  strategyId: string,
  versionId: string | undefined,
) {
  const strategy = await db.strategy.findFirst({
    where: { id: strategyId, workspaceId },
    select: { name: true },
  })
  const { name } = found(strategy, 'strategy')
  const version = await db.strategyVersion.findFirst({
    where: { strategyId, ...(versionId === undefined ? { digest: { not: null } } : { id: versionId }) },
    orderBy: { number: 'desc' },
    select: versionFields,
  })
  if (versionId !== undefined) found(version, 'version')
  if (!version?.program)
    refuse(
      'DOES_NOT_COMPILE',
      version
        ? `Version ${version.number} of ${name} has problems. Correct them, or choose another version.`
        : `No version of ${name} compiles yet. Open it and correct its problems.`,
    )
  return { ...version, program: version.program as unknown as Program } // written by the compiler
}

export interface Parametrised {
  readonly program: Program
  /** Those that differ from the document's own. */
  readonly params: Readonly<Record<string, ParamValue>>
}

/** A version's program under other parameters. Refuses each that is unknown or out of its bounds at its own field. */
export async function withParams(
  { kind, document, program }: Version,
  wanted: Readonly<Record<string, ParamValue>>,
): Promise<Parametrised> {
  const problems = paramProblems(program.params, wanted)
  if (problems.length > 0)
    refuseFields(Object.fromEntries(problems.map(({ name, message }) => [`params.${name}`, message])))
  const params = differing(program.params, wanted)
  if (Object.keys(params).length === 0) return { program, params }
  const compiled = await compileDocument({ kind, document, params })
  if (compiled.ok) return { program: compiled.program, params }
  refuse('BAD_INPUT', `With these parameters: ${compiled.problems[0]?.message ?? 'it does not compile.'}`)
}

/** What a dialog has to know of a version before it asks for a run of it. */
export const outlineOf = ({ id, number, strategy, program }: Version) => ({
  versionId: id,
  number,
  name: strategy.name,
  timeframe: program.timeframe,
  params: program.params,
  outputs: Object.keys(program.outputs),
  canBeTraded: canBeTraded(program),
})
