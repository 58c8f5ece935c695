// A worker thread does not inherit the loader of its process, so this plain module brings it before the first line of TypeScript.
import { workerData } from 'node:worker_threads'
import { register } from 'tsx/esm/api'

register()
await import(workerData.module)
