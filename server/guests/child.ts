// The guests' process: one question in, one answer out, over its own pipe. It knows no secret, opens no file and dies
// when its parent does.
import { openFence } from '../../sandbox/host/openFence'
import { disarm } from './disarm'
import { FrameReader, writeFrame } from './frames'
import type { Question } from './messages'
import { Room } from './room'
import { CHILD_FRAMES } from './sizes'

const input = process.stdin
const output = process.stdout
disarm()

const reader = new FrameReader(CHILD_FRAMES)
let room: Room | undefined
let last: Promise<void> = Promise.resolve()

input.on('data', (part: Buffer) => {
  for (const { words, columns } of reader.read(part)) {
    // The parent is trusted; its questions are taken as they are.
    const question = words as Question
    last = last.then(() => answer(question, columns))
  }
})
input.on('end', () => process.exit(0))

async function answer(question: Question, columns: readonly Float64Array[]): Promise<void> {
  if (question.ask === 'engine') {
    const { wasm, scale } = question
    const metered = Buffer.from(wasm, 'base64')
    room = new Room(await openFence({ metered, now: () => performance.now(), ...(scale && { scale }) }))
    room.warm()
    send({ ok: true, value: null, fuelUsed: 0, logs: [] }, [])
    return
  }
  if (!room) throw new Error('asked before the engine came')
  const { told, columns: answered } = room.answer(question, columns)
  send(told, answered)
}

function send(words: unknown, columns: readonly Float64Array[]): void {
  for (const part of writeFrame({ words, columns })) output.write(part)
}
