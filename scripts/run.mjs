// Runs a TypeScript entry of the server: `node scripts/run.mjs server/start.ts …`.
import './new-enough.mjs'
import { bundleGuests, guestsAreFresh } from './bundle-guests.mjs'

if (!guestsAreFresh()) await bundleGuests()
const { register } = await import('tsx/esm/api')
register()
const [, , entry] = process.argv
process.argv.splice(1, 1)
await import(new URL(`../${entry}`, import.meta.url).href)
