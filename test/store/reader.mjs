// A worker thread that is handed columns and says what it sees in them, now and when asked again.
import { parentPort } from 'node:worker_threads'

let bars
parentPort.on('message', message => {
  if (message.bars) bars = message.bars
  if (message.write !== undefined) bars.close[0] = message.write
  parentPort.postMessage({
    shared: bars.close.buffer instanceof SharedArrayBuffer,
    rows: bars.close.length,
    sum: bars.close.reduce((sum, close) => sum + close, 0),
  })
})
