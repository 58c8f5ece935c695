// Runs a TypeScript entry of the server: `node scripts/run.mjs server/start.ts …`.
// Plain JavaScript, so that a Node too old for the rest still gets a sentence and not a stack.
const [major, minor] = process.versions.node.split('.').map(Number)
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(
    `Sluice needs Node 20.19 or newer; this is ${process.versions.node}. Install a newer Node and start again.`,
  )
  process.exit(78)
}
const { bundleGuests, guestsAreFresh } = await import('./bundle-guests.mjs')
if (!guestsAreFresh()) await bundleGuests()
const { register } = await import('tsx/esm/api')
register()
const [, , entry] = process.argv
process.argv.splice(1, 1)
await import(new URL(`../${entry}`, import.meta.url).href)
