// Plants one violation of each rule of the house in a copy of it and sees it caught, with the sentence that explains it.
import { execFile } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

const house = path.resolve(import.meta.dirname, '..')
const copy = mkdtempSync(path.join(tmpdir(), 'sluice-rooms-'))

interface Violation {
  readonly rule: string
  readonly file: string
  readonly code: string
  readonly says: string
}

const VIOLATIONS: readonly Violation[] = [
  {
    rule: 'the sandbox does not import the server',
    file: 'sandbox/run/planted1.ts',
    code: "import { db } from '../../server/db/client'\nexport const x = db\n",
    says: 'The sandbox stands alone',
  },
  {
    rule: 'the sandbox does not import pages',
    file: 'sandbox/run/planted2.ts',
    code: "import { Page } from '@/app/page'\nexport const x = Page\n",
    says: 'The sandbox stands alone',
  },
  {
    rule: 'the sandbox has no Node',
    file: 'sandbox/run/planted3.ts',
    code: "import { readFileSync } from 'node:fs'\nexport const x = readFileSync\n",
    says: 'The sandbox has no world',
  },
  {
    rule: 'the sandbox has no network',
    file: 'sandbox/run/planted4.ts',
    code: "export const x = () => fetch('http://example.com')\n",
    says: 'A program has no network',
  },
  {
    rule: 'the sandbox has no timers',
    file: 'sandbox/run/planted5.ts',
    code: 'export const x = () => setTimeout(() => {}, 1)\n',
    says: 'A program has no clock',
  },
  {
    rule: 'the sandbox has no clock',
    file: 'sandbox/run/planted6.ts',
    code: 'export const x = Date.now()\n',
    says: 'This room has no clock',
  },
  {
    rule: 'the sandbox has no randomness',
    file: 'sandbox/run/planted7.ts',
    code: 'export const x = Math.random()\n',
    says: 'This room has no randomness',
  },
  {
    rule: 'the sandbox has no environment',
    file: 'sandbox/run/planted8.ts',
    code: 'export const x = process.env.HOME\n',
    says: 'noProcessEnv',
  },
  {
    rule: 'the engine has no database',
    file: 'server/engine/planted1.ts',
    code: "import { db } from '../db/client'\nexport const x = db\n",
    says: 'This room is pure',
  },
  {
    rule: 'the engine has no queue',
    file: 'server/engine/planted2.ts',
    code: "import { openQueue } from '../queue'\nexport const x = openQueue\n",
    says: 'This room is pure',
  },
  {
    rule: 'the engine has no clock',
    file: 'server/engine/planted3.ts',
    code: 'export const x = new Date()\n',
    says: 'This room has no clock',
  },
  {
    rule: 'the order core has no network',
    file: 'server/orders/core/planted1.ts',
    code: "export const x = () => fetch('http://example.com')\n",
    says: 'This room is pure',
  },
  {
    rule: 'the order core has no ids of its own',
    file: 'server/orders/core/planted2.ts',
    code: 'export const x = crypto.randomUUID()\n',
    says: 'ids and seeds come in',
  },
  {
    rule: 'pages take only types from the server',
    file: 'app/planted1.ts',
    code: "import { appRouter } from '@/server/api/router'\nexport const x = appRouter\n",
    says: 'Pages take types from the server',
  },
  {
    rule: 'the server does not import pages',
    file: 'server/api/planted1.ts',
    code: "import { Page } from '../../app/page'\nexport const x = Page\n",
    says: 'The server does not know its pages',
  },
  {
    rule: 'only submit and reconcile reach a broker',
    file: 'server/alerts/planted1.ts',
    code: "import { paper } from '../orders/brokers/paper'\nexport const x = paper\n",
    says: 'Only submit and reconcile talk to a broker',
  },
  {
    rule: 'nobody imports tests',
    file: 'server/api/planted2.ts',
    code: "import { stage } from '../../test/api/stage'\nexport const x = stage\n",
    says: 'Nothing but tests imports tests',
  },
  {
    rule: 'the clock has one place',
    file: 'server/api/planted3.ts',
    code: 'export const x = Date.now()\n',
    says: 'Only server/clock.ts asks the machine',
  },
  {
    rule: 'the environment has one place',
    file: 'server/api/planted4.ts',
    code: 'export const x = process.env.HOME\n',
    says: 'noProcessEnv',
  },
  {
    rule: 'errors have one table',
    file: 'server/api/planted5.ts',
    code: "import { TRPCError } from '@trpc/server'\nexport const x = new TRPCError({ code: 'NOT_FOUND' })\n",
    says: 'makes a TRPCError',
  },
  {
    rule: 'imports never run in a circle',
    file: 'server/api/planted6.ts',
    code: "import { y } from './planted7'\nexport const x = () => y\n",
    says: 'noImportCycles',
  },
  {
    rule: 'no type is any',
    file: 'server/api/planted8.ts',
    code: 'export const x = (value: any) => value\n',
    says: 'noExplicitAny',
  },
]

const reports = new Map<string, string>()

beforeAll(async () => {
  for (const name of ['biome.json', 'package.json', 'tsconfig.json'])
    cpSync(path.join(house, name), path.join(copy, name))
  cpSync(path.join(house, 'test/setup/rooms'), path.join(copy, 'test/setup/rooms'), { recursive: true })
  symlinkSync(path.join(house, 'node_modules'), path.join(copy, 'node_modules'))
  const plant = (file: string, code: string) => {
    mkdirSync(path.dirname(path.join(copy, file)), { recursive: true })
    writeFileSync(path.join(copy, file), code)
  }
  for (const { file, code } of VIOLATIONS) plant(file, code)
  plant('server/api/planted7.ts', "import { x } from './planted6'\nexport const y = () => x\n")
  plant('app/allowed.ts', "import type { AppRouter } from '@/server/api/router'\nexport type X = AppRouter\n")
  plant('server/clock.ts', 'export const now = () => Date.now()\n')
  const biome = path.join(house, 'node_modules/@biomejs/biome/bin/biome')
  const files = [...VIOLATIONS.map(({ file }) => file), 'app/allowed.ts', 'server/clock.ts']
  const lint = promisify(execFile)
  await Promise.all(
    files.map(async file => {
      const args = [biome, 'lint', '--vcs-enabled=false', '--max-diagnostics=50', file]
      // The linter exits with 1 when it finds something, which is the point here.
      const { stdout, stderr } = await lint(process.execPath, args, { cwd: copy }).catch(error => error)
      reports.set(file, `${stdout}${stderr}`)
    }),
  )
}, 60_000)

afterAll(() => rmSync(copy, { recursive: true, force: true }))

describe('the doors between rooms', () => {
  test.each(VIOLATIONS)('$rule', ({ file, says }) => {
    expect(reports.get(file)).toContain(says)
  })

  test('types may cross from the server to pages', () => {
    expect(reports.get('app/allowed.ts')).not.toContain('Pages take types')
  })

  test('the clock itself may ask the machine', () => {
    expect(reports.get('server/clock.ts')).not.toContain('Only server/clock.ts')
  })
})
