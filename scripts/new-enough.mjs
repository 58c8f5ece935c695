// Imported first: a Node too old for the rest still gets a sentence and not a stack.
const [major, minor] = process.versions.node.split('.').map(Number)
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(
    `Sluice needs Node 20.19 or newer; this is ${process.versions.node}. Install a newer Node and start again.`,
  )
  process.exit(78)
}
