// The typed database client is generated, never committed.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const cli = fileURLToPath(new URL('../node_modules/prisma/build/index.js', import.meta.url))
if (existsSync(cli)) {
  const env = { ...process.env, CHECKPOINT_DISABLE: '1', PRISMA_HIDE_UPDATE_MESSAGE: '1' }
  const { status } = spawnSync(process.execPath, [cli, 'generate'], { stdio: 'inherit', env })
  process.exitCode = status ?? 1
}
