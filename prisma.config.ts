import { fileURLToPath } from 'node:url'
import { defineConfig } from 'prisma/config'

// The CLI wants a native schema engine, which it would download. Ours is the same engine from an npm package.
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= fileURLToPath(
  new URL('./prisma/schema-engine.mjs', import.meta.url),
)

export default defineConfig({
  schema: 'prisma/schema',
  migrations: { path: 'prisma/migrations' },
  datasource: { url: process.env.DATABASE_URL ?? '' },
})
