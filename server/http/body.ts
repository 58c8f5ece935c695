import type { IncomingMessage } from 'node:http'
import { Refusal } from '../errors'

/** The request's JSON body; undefined when there is none. Refuses what is too large or no JSON. */
export async function readJson(req: IncomingMessage, maxBytes: number): Promise<unknown> {
  const text = await readText(req, maxBytes)
  if (text === '') return undefined
  if (!isJson(req)) throw new Refusal('WRONG_CONTENT_TYPE')
  try {
    return JSON.parse(text) as unknown
  } catch {
    throw new Refusal('UNREADABLE')
  }
}

/** Whether the body says it is JSON. A form on another site can't say so without asking us first. */
export const isJson = (req: IncomingMessage): boolean =>
  /^application\/json\s*(;|$)/i.test(req.headers['content-type'] ?? '')

async function readText(req: IncomingMessage, maxBytes: number): Promise<string> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of req as AsyncIterable<Buffer>) {
    bytes += chunk.length
    if (bytes > maxBytes)
      throw new Refusal('TOO_LARGE', `The request is larger than ${maxBytes / 1024} kB. Send less at once.`)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}
