import { readSettings, type Settings } from '../engine/backtest/settings'
import { readText } from './document'
import { UsageError } from './usage'

/** Settings of a backtest from a file of JSON; the usual ones where there is none. */
export async function settingsFrom(file: string | undefined): Promise<Settings> {
  let value: unknown = {}
  if (file !== undefined)
    try {
      value = JSON.parse(await readText(file))
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error
      throw new UsageError(`${file} is not JSON: ${error.message}.`)
    }
  const result = readSettings(value)
  if (result.ok) return result.settings
  throw new UsageError(result.problems.map(({ message }) => `${file ?? 'settings'}: ${message}`).join('\n'))
}
