import { parseArgs } from 'node:util'
import { nearest, UsageError } from './usage'

export interface Flag {
  readonly takes: 'value' | 'values' | 'nothing'
  /** How its value is shown in help. */
  readonly value?: string
  readonly about: string
}

export interface Given {
  readonly files: readonly string[]
  /** The flag's last value; undefined where it is not given. */
  readonly one: (flag: string) => string | undefined
  readonly all: (flag: string) => readonly string[]
  readonly has: (flag: string) => boolean
}

/** What a command prints: JSON with --json, else text. `ok: false` ends with exit code 1. */
export interface Answer {
  readonly ok: boolean
  readonly json: unknown
  readonly text: string
}

export interface Command {
  readonly name: string
  /** Names of its files, as help shows them. */
  readonly files: readonly string[]
  readonly about: string
  readonly flags: Readonly<Record<string, Flag>>
  readonly run: (given: Given) => Promise<Answer>
}

export const JSON_FLAG: Flag = { takes: 'nothing', about: 'print one JSON value' }
const HELP_FLAG: Flag = { takes: 'nothing', about: 'say this' }

const flagsOf = ({ flags }: Command): Readonly<Record<string, Flag>> => ({
  ...flags,
  json: JSON_FLAG,
  help: HELP_FLAG,
})

export function parse(command: Command, args: readonly string[]): Given {
  const flags = flagsOf(command)
  const options = Object.fromEntries(
    Object.entries(flags).map(([name, { takes }]) => [
      name,
      { type: takes === 'nothing' ? ('boolean' as const) : ('string' as const), multiple: true },
    ]),
  )
  const { values, positionals, tokens } = parseArgs({
    args: [...args],
    options,
    strict: false,
    allowPositionals: true,
    tokens: true,
  })
  for (const token of tokens) {
    if (token.kind !== 'option') continue
    const flag = Object.hasOwn(flags, token.name) ? flags[token.name] : undefined
    if (!flag) {
      const meant = nearest(token.name, Object.keys(flags))
      throw new UsageError(`There is no ${token.rawName}.${meant ? ` Did you mean --${meant}?` : ''}`)
    }
    if (flag.takes !== 'nothing' && (token.value === undefined || token.value === ''))
      throw new UsageError(`--${token.name} needs a value: --${token.name} ${flag.value ?? 'VALUE'}.`)
    if (flag.takes === 'nothing' && token.value !== undefined)
      throw new UsageError(`--${token.name} takes no value.`)
  }
  const all = (flag: string) => (values[flag] ?? []) as string[] // options that take a value are strings
  return { files: positionals, one: flag => all(flag).at(-1), all, has: flag => values[flag] !== undefined }
}

/** The files a command needs, no more and no fewer. */
export function filesOf(command: Command, { files }: Given): readonly string[] {
  if (files.length === command.files.length) return files
  throw new UsageError(
    `${command.name} takes ${command.files.join(' ') || 'no file'}; ${files.length} given.`,
  )
}

export function helpOf(command: Command): string {
  const rows = Object.entries(flagsOf(command)).map(([name, { value, about }]) => [
    `  --${name}${value ? ` ${value}` : ''}`,
    about,
  ])
  const width = Math.max(...rows.map(([flag]) => flag?.length ?? 0))
  return [
    `sluice ${[command.name, ...command.files].join(' ')}`,
    command.about,
    '',
    ...rows.map(([flag = '', about]) => `${flag.padEnd(width)}  ${about}`),
    '',
  ].join('\n')
}
