// Says which tests failed and why, then adds up what the runners reported: `tests: N passed, M failed` as the last line of a check.
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { stripVTControlCharacters } from 'node:util'

const [, , folder] = process.argv
const report = name => {
  const file = path.join(folder, name)
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null
}
const unit = report('unit.json')
const browser = report('browser.json')

/** What a runner said of a failure, short enough that the end of a log holds them all. */
const brief = said =>
  stripVTControlCharacters(said)
    .split('\n')
    .filter(line => line.trim() !== '')
    .slice(0, 12)
    .map(line => `    ${line.slice(0, 240)}`)
    .join('\n')

function* failuresOfUnit() {
  for (const file of unit?.testResults ?? []) {
    const place = path.relative(process.cwd(), file.name)
    const failed = file.assertionResults.filter(({ status }) => status === 'failed')
    for (const test of failed) yield [`${place} › ${test.fullName}`, test.failureMessages.join('\n')]
    if (file.status === 'failed' && failed.length === 0) yield [place, file.message]
  }
}

function* failuresOfBrowser(suites = browser?.suites ?? []) {
  for (const suite of suites) {
    for (const spec of suite.specs)
      for (const test of spec.tests)
        if (test.status === 'unexpected' || test.status === 'flaky')
          yield [`${spec.file}:${spec.line} › ${spec.title}`, test.results.map(said).join('\n')]
    yield* failuresOfBrowser(suite.suites ?? [])
  }
}
const said = result => result.errors.map(({ message }) => message).join('\n')

for (const [test, why] of [...failuresOfUnit(), ...failuresOfBrowser()])
  console.log(`✗ ${test}\n${brief(why ?? 'it left no message')}`)

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
