// Takes the world away from the process that runs guests, before anything of a guest is loaded. The permission flags
// deny files, processes and threads; they don't cover the network on every Node we run on, and two walls are better.
import childProcess from 'node:child_process'
import cluster from 'node:cluster'
import dgram from 'node:dgram'
import dns from 'node:dns'
import http from 'node:http'
import http2 from 'node:http2'
import https from 'node:https'
import inspector from 'node:inspector'
import { syncBuiltinESMExports } from 'node:module'
import net from 'node:net'
import tls from 'node:tls'
import vm from 'node:vm'
import workerThreads from 'node:worker_threads'

const MODULES: readonly object[] = [
  childProcess,
  cluster,
  dgram,
  dns,
  dns.promises,
  http,
  http2,
  https,
  inspector,
  net,
  tls,
  vm,
  workerThreads,
]
const GLOBALS = ['fetch', 'WebSocket', 'EventSource', 'Request', 'Response', 'XMLHttpRequest', 'navigator']
const PROCESS = ['binding', '_linkedBinding', 'dlopen', 'kill', '_kill', 'abort', 'chdir', 'setuid', 'setgid']
const SOCKET = ['connect', 'listen', 'bind', 'open']

export function disarm(): void {
  const refuse = () => {
    throw new Error('the guests’ process has no such thing')
  }
  for (const room of MODULES) {
    for (const name of Object.keys(room))
      if (typeof Reflect.get(room, name) === 'function') replace(room, name, refuse)
  }
  for (const SocketClass of SOCKETS)
    for (const name of SOCKET) if (name in SocketClass.prototype) replace(SocketClass.prototype, name, refuse)
  for (const name of PROCESS) if (name in process) replace(process, name, refuse)
  for (const name of GLOBALS) Reflect.deleteProperty(globalThis, name)
  syncBuiltinESMExports()
}

/** Kept apart: their names are replaced above, their prototypes here, for sockets made by other means. */
const SOCKETS = [net.Socket, net.Server, dgram.Socket]

function replace(owner: object, name: string, by: () => never): void {
  try {
    Object.defineProperty(owner, name, { value: by, writable: false, configurable: false })
  } catch {
    // Some are fixed accessors already; those the flags deny.
  }
}
