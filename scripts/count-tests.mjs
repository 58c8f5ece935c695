// Adds up what the test runners reported: `tests: N passed, M failed` as the last line of a check.
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'

const [, , folder] = process.argv
const report = name => {
  const file = path.join(folder, name)
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null
}
const unit = report('unit.json')
const browser = report('browser.json')
const missing = [unit, browser].filter(found => found === null).length
const passed = (unit?.numPassedTests ?? 0) + (browser?.stats.expected ?? 0)
// A runner that left no report did not finish: that is a failure, whatever else passed.
const failed =
  (unit ? Math.max(unit.numFailedTests, unit.success ? 0 : 1) : 0) +
  (browser ? browser.stats.unexpected + browser.stats.flaky : 0) +
  missing
const skipped = (unit?.numPendingTests ?? 0) + (browser?.stats.skipped ?? 0)
console.log(`tests: ${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}`)
process.exitCode = failed > 0 || passed === 0 ? 1 : 0
