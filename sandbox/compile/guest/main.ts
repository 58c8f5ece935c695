import { ingest } from './ingest'

// What the fence takes away and calls: the user's text in, the recording program out.
Object.assign(globalThis, { __enter: (source: string) => JSON.stringify(ingest(source)) })
