// Writes .env.example from the settings themselves: `node scripts/run.mjs scripts/env-example.ts`.
import { writeFileSync } from 'node:fs'
import { SETTINGS } from '../server/env'

const defaults = Object.entries(SETTINGS).map(([name, { schema, about, expects }]) => {
  const standard = schema.safeParse(undefined).data
  return `# ${about}\n# (${expects})\n${standard === undefined ? `#${name}=` : `${name}=${standard}`}`
})
writeFileSync(
  '.env.example',
  `# Every setting of Sluice. Copy to .env and change what you need; all of them may stay as they are.\n\n${defaults.join('\n\n')}\n`,
)
