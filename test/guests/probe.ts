// Runs in place of the guests' process and tries every way out. One line of JSON says what each try met.
import childProcess from 'node:child_process'
import dgram from 'node:dgram'
import dns from 'node:dns'
import fs from 'node:fs'
import net from 'node:net'
import os from 'node:os'
import worker from 'node:worker_threads'
import { disarm } from '@/server/guests/disarm'

const output = process.stdout
const sockets = { Socket: net.Socket }
disarm()

const met: Record<string, string> = {}
async function attempt(name: string, work: () => unknown): Promise<void> {
  try {
    const made = await work()
    met[name] = `open: ${String(made)}`
  } catch (error) {
    met[name] = error instanceof Error ? `shut: ${error.message}` : 'shut'
  }
}

await attempt('read a file', () => fs.readFileSync('/etc/hostname', 'utf8'))
await attempt('read the project', () => fs.readFileSync(process.execPath).length)
await attempt('list a folder', () => fs.readdirSync('/'))
await attempt('write a file', () => fs.writeFileSync('/tmp/guest-was-here', 'x'))
await attempt('start a process', () => childProcess.spawnSync('true'))
await attempt('start a thread', () => new worker.Worker('1', { eval: true }))
await attempt('connect', () => net.connect(1, '127.0.0.1'))
await attempt('listen', () => net.createServer())
await attempt('connect a socket of its own', () => new sockets.Socket().connect(1, '127.0.0.1'))
await attempt('datagrams', () => dgram.createSocket('udp4'))
await attempt('resolve a name', () => dns.lookup('localhost', () => {}))
await attempt('fetch', () => fetch('http://127.0.0.1:1/'))
await attempt('bindings', () =>
  (process as unknown as { binding: (name: string) => unknown }).binding('tcp_wrap'),
)
await attempt('native code', () => process.dlopen({ exports: {} }, '/x.node'))
await attempt('code from text', () => new Function('return 1')())
await attempt('kill the parent', () => process.kill(process.ppid, 0))
await attempt('import a file', () => import(`${'/etc/hostname'}`))
await attempt('environment', () => {
  const names = Object.keys(process.env).filter(
    name => !['TZ', 'PATH', 'PWD', '_', 'SHLVL', 'OLDPWD'].includes(name),
  )
  if (names.length > 0) return names
  throw new Error('empty')
})
met.timezone = String(new Date(2026, 6, 1).getTimezoneOffset())
met.interfaces = Object.keys(os.networkInterfaces()).join()
output.write(`${JSON.stringify(met)}\n`, () => process.exit(0))
