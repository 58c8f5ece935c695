// A registry may lack binaries for platforms other than this one. npm then leaves them out of package-lock.json,
// and `npm ci` refuses that lock. Puts each back from its parent's list, so that every machine writes the same lock.
import { readFileSync, writeFileSync } from 'node:fs'

const FILE = 'package-lock.json'
const SYSTEMS = [
  'aix',
  'android',
  'darwin',
  'freebsd',
  'linux',
  'netbsd',
  'openbsd',
  'openharmony',
  'sunos',
  'win32',
]
const PROCESSORS = [
  'arm',
  'arm64',
  'ia32',
  'loong64',
  'mips64el',
  'ppc64',
  'riscv64',
  's390x',
  'wasm32',
  'x64',
]

const lock = JSON.parse(readFileSync(FILE, 'utf8'))
const packages = new Map(Object.entries(lock.packages))
const missing = [...packages].flatMap(([place, { optionalDependencies = {}, dev }]) =>
  Object.entries(optionalDependencies)
    .filter(([name]) => !isInstalled(place, name))
    .map(([name, range]) => ({ name, range, dev })),
)
let added = 0
for (const { name, range, dev } of missing) {
  const words = name.split(/[-/@_]/).map(word => (word === 'windows' ? 'win32' : word))
  const os = SYSTEMS.find(system => words.includes(system))
  const cpu = PROCESSORS.find(processor => words.includes(processor))
  const version = /^[\^~]?(\d.*)$/.exec(range)?.[1]
  if (!version || !(os || cpu)) {
    console.warn(`left out: ${name} ${range}`)
    continue
  }
  const libc = words.includes('musl') ? 'musl' : words.includes('gnu') ? 'glibc' : undefined
  packages.set(`node_modules/${name}`, {
    version,
    ...(cpu && { cpu: [cpu] }),
    ...(dev && { dev: true }),
    ...(libc && { libc: [libc] }),
    optional: true,
    ...(os && { os: [os] }),
  })
  added++
}
lock.packages = Object.fromEntries([...packages].sort(([a], [b]) => (a < b ? -1 : 1)))
writeFileSync(FILE, `${JSON.stringify(lock, null, 2)}\n`)
console.log(`${added} optional packages added`)

/** Looks where Node would: beside the parent, then in each folder above it. */
function isInstalled(place, name) {
  if (packages.has(`${place ? `${place}/` : ''}node_modules/${name}`)) return true
  const above = place.lastIndexOf('node_modules/')
  return above >= 0 && isInstalled(place.slice(0, above).replace(/\/$/, ''), name)
}
