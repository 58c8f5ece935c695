// What is generated and never committed: the typed database client, and the code that runs inside the fence.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const inHouse = file => fileURLToPath(new URL(`../${file}`, import.meta.url))
const env = { ...process.env, CHECKPOINT_DISABLE: '1', PRISMA_HIDE_UPDATE_MESSAGE: '1' }
const run = (...args) => {
  const { status } = spawnSync(process.execPath, args, { stdio: 'inherit', env, cwd: inHouse('.') })
  process.exitCode ||= status ?? 1
}

const prisma = inHouse('node_modules/prisma/build/index.js')
if (existsSync(prisma)) run(prisma, 'generate')
run(inHouse('scripts/bundle-guests.mjs'))
