// The command line. But for `import` it needs neither server nor database: documents, files of bars and the guests' process are
// all it uses.

import { Refusal } from '../errors'
import { closeGuests } from '../guests/service'
import { logBesideOutput } from '../log'
import { DataError } from './bars'
import { type Command, helpOf, parse } from './command'
import { backtest } from './commands/backtest'
import { catalogue } from './commands/catalogue'
import { check } from './commands/check'
import { importFile } from './commands/import'
import { optimise } from './commands/optimise'
import { run } from './commands/run'
import { screen } from './commands/screen'
import { toCode } from './commands/toCode'
import { toGraph } from './commands/toGraph'
import { CompileFailed } from './compiled'
import { nearest, UsageError } from './usage'

const COMMANDS: readonly Command[] = [
  check,
  run,
  backtest,
  optimise,
  screen,
  toCode,
  toGraph,
  catalogue,
  importFile,
]
const [FINE, FAILED, MISUSED] = [0, 1, 2]

const overview = (): string => {
  const names = COMMANDS.map(({ name, files }) => `  ${[name, ...files].join(' ')}`)
  const width = Math.max(...names.map(name => name.length))
  return [
    'npm run -s sluice -- <command>',
    '',
    ...COMMANDS.map(({ about }, at) => `${names[at]?.padEnd(width)}  ${about}`),
    '',
    'Each takes --json for one JSON value, and --help.',
  ].join('\n')
}

async function main(args: readonly string[]): Promise<number> {
  const [name, ...rest] = args
  if (name === undefined || name === '--help' || name === 'help') {
    await print(overview())
    return name === undefined ? MISUSED : FINE
  }
  const command = COMMANDS.find(each => each.name === name)
  if (!command) {
    const meant = nearest(
      name,
      COMMANDS.map(each => each.name),
    )
    throw new UsageError(
      `There is no command ${name}.${meant ? ` Did you mean ${meant}?` : ''} --help lists them.`,
    )
  }
  const given = parse(command, rest)
  if (given.has('help')) {
    await print(helpOf(command))
    return FINE
  }
  try {
    const { ok, json, text } = await command.run(given)
    await print(given.has('json') ? JSON.stringify(json) : text)
    return ok ? FINE : FAILED
  } catch (error) {
    if (!(error instanceof CompileFailed || error instanceof DataError)) throw error
    if (given.has('json')) await print(JSON.stringify({ ok: false, problems: error.problems }))
    else console.error(error.message)
    return FAILED
  }
}

/** Waits until a pipe has taken it all: a process that ends early would cut it off. */
const print = (text: string): Promise<void> =>
  new Promise((resolve, reject) =>
    process.stdout.write(`${text}\n`, error => (error ? reject(error) : resolve())),
  )

logBesideOutput()
// Whoever reads the output may have read enough.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
  closeGuests()
  process.exit(FINE)
})

main(process.argv.slice(2))
  .catch((error: unknown) => {
    if (error instanceof UsageError || error instanceof Refusal) {
      console.error(error.message)
      return error instanceof UsageError ? MISUSED : FAILED
    }
    console.error(error instanceof Error ? (error.stack ?? error.message) : String(error))
    return FAILED
  })
  .then(code => {
    closeGuests()
    process.exit(code)
  })
