import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import http from 'node:http'
import https from 'node:https'
import path from 'node:path'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { z } from 'zod'
import { systemSleep } from '../../clock'
import { DataError, symbolOf } from '../bars'
import { type Command, filesOf, type Given } from '../command'
import { readText, reason } from '../document'
import { ZONE } from '../flags'
import { UsageError } from '../usage'

const LOOK_MS = 300
/** Options of the door that a flag of the same name gives. */
const PASSED = ['name', 'currency', 'calendar', 'zone', 'mode', 'timeframe', 'dates'] as const

export const importFile: Command = {
  name: 'import',
  files: ['FILE'],
  about: 'Sends a CSV file of bars to a running server and waits until its symbol is there.',
  flags: {
    url: { takes: 'value', value: 'URL', about: 'where Sluice runs, as http://localhost:3000' },
    key: {
      takes: 'value',
      value: 'KEY',
      about: 'an API key with the scope run; others may see it on this machine',
    },
    'key-file': { takes: 'value', value: 'FILE', about: 'a file that holds the key instead' },
    symbol: { takes: 'value', value: 'S', about: 'what rules call it; the file’s name when left out' },
    name: { takes: 'value', value: 'NAME', about: 'its name for people' },
    currency: { takes: 'value', value: 'USD', about: 'of its prices' },
    calendar: { takes: 'value', value: 'always', about: 'when it trades: always, weekdays or xnys' },
    zone: ZONE,
    mode: { takes: 'value', value: 'new', about: 'new, replace or add, where the symbol is there already' },
    timeframe: { takes: 'value', value: '1d', about: 'length of the bars; told from the file when left out' },
    dates: { takes: 'value', value: 'dmy', about: 'dmy or mdy, for dates that can be read either way' },
  },
  async run(given) {
    const [file = ''] = filesOf(importFile, given)
    const base = addressOf(given)
    const headers = { Authorization: `Bearer ${await keyOf(given)}` }
    const query = new URLSearchParams({
      symbol: given.one('symbol') ?? symbolOf(file),
      fileName: path.basename(file),
      ...Object.fromEntries(
        PASSED.flatMap(flag => {
          const value = given.one(flag)
          return value === undefined ? [] : [[flag, value] as const]
        }),
      ),
    })
    const sent = await send(new URL(`/api/imports?${query}`, base), file, headers)
    if (sent.status !== 202) throw refused(file, sent.body)
    const received = receivedSchema.parse(sent.body)
    for (const note of received.notes) console.error(note)
    const state = await followed(new URL(`/api/v1/imports/${received.importId}`, base), file, headers)
    if (state.state !== 'done')
      throw refused(file, { message: state.message ?? `The import was ${state.state}.` })
    const { symbol, rows, timeframe, notes } = received
    return {
      ok: true,
      json: { ok: true, symbol, rows, timeframe, notes },
      text: `${symbol}: ${rows.toLocaleString('en-US')} rows of ${timeframe} bars are imported.`,
    }
  },
}

const receivedSchema = z.object({
  importId: z.string(),
  symbol: z.string(),
  rows: z.number(),
  timeframe: z.string(),
  notes: z.array(z.string()),
})
const stateSchema = z.object({
  state: z.string(),
  progress: z.number(),
  stage: z.string(),
  message: z.string().nullable(),
})
const problemSchema = z.object({
  message: z.string(),
  values: z.object({ problems: z.array(z.string()).optional(), count: z.number().optional() }).optional(),
})

function addressOf(given: Given): string {
  const url = given.one('url') ?? 'http://localhost:3000'
  if (!URL.canParse(url) || !/^https?:/.test(url))
    throw new UsageError(`--url ${url}: write the address of a running Sluice, as http://localhost:3000.`)
  return url
}

async function keyOf(given: Given): Promise<string> {
  const from = given.one('key-file')
  const key = from === undefined ? given.one('key') : (await readText(from)).trim()
  if (!key || /\s/.test(key))
    throw new UsageError(
      'import needs an API key: --key KEY. Make one under Settings, API keys, with the scope run.',
    )
  return key
}

interface Answer {
  readonly status: number
  readonly body: unknown
}

/** Sends the file as its bytes are read, and says how far it has come where somebody watches. */
async function send(url: URL, file: string, headers: Readonly<Record<string, string>>): Promise<Answer> {
  let size: number
  try {
    size = (await stat(file)).size
  } catch (error) {
    throw new UsageError(`${file} can’t be read: ${reason(error)}.`)
  }
  let sent = 0
  const counted = new Transform({
    transform(chunk: Buffer, _, done) {
      sent += chunk.length
      progress(`sent ${Math.round((100 * sent) / Math.max(1, size))}%`)
      done(null, chunk)
    },
  })
  const { request, answered } = ask(url, 'PUT', {
    ...headers,
    'Content-Type': 'text/csv',
    'Content-Length': String(size),
  })
  // a server that says no early closes what is still being sent; its answer counts
  const sending = pipeline(createReadStream(file, { highWaterMark: 1 << 18 }), counted, request).catch(
    () => {},
  )
  const answer = await answered
  await sending
  return answer
}

/** Waits for the end of the import. */
async function followed(url: URL, file: string, headers: Readonly<Record<string, string>>) {
  for (;;) {
    const { request, answered } = ask(url, 'GET', headers)
    request.end()
    const { status, body } = await answered
    if (status !== 200) throw refused(file, body)
    const state = stateSchema.parse(body)
    if (!['reading', 'waiting', 'importing'].includes(state.state)) {
      progress('')
      return state
    }
    progress(`${Math.round(state.progress * 100)}% ${state.stage}`)
    await systemSleep(LOOK_MS)
  }
}

function ask(url: URL, method: string, headers: Readonly<Record<string, string>>) {
  const request = (url.protocol === 'https:' ? https : http).request(url, { method, headers })
  const answered = new Promise<Answer>((resolve, reject) => {
    request.once('error', error =>
      reject(new UsageError(`${url.origin} can’t be reached: ${error.message}. Is Sluice running there?`)),
    )
    request.once('response', response => {
      let text = ''
      response.setEncoding('utf8')
      response.on('data', (chunk: string) => {
        text += chunk
      })
      response.once('error', reject)
      response.once('end', () => {
        try {
          resolve({ status: response.statusCode ?? 0, body: JSON.parse(text) })
        } catch {
          reject(
            new UsageError(
              `${url.origin} answers ${response.statusCode}, and not as Sluice does. Check --url.`,
            ),
          )
        }
      })
    })
  })
  return { request, answered }
}

function refused(file: string, body: unknown): Error {
  progress('')
  const read = problemSchema.safeParse(body)
  if (!read.success) return new UsageError('The server’s answer can’t be read. It may be of another version.')
  const { message, values } = read.data
  const lines = (values?.problems ?? []).flatMap(each => {
    const [, line, said = ''] = /^(\d+): (.*)$/.exec(each) ?? []
    return line === undefined ? [] : [{ file, line: Number(line), message: said }]
  })
  return lines.length > 0 ? new DataError(lines, values?.count ?? lines.length) : new UsageError(message)
}

/** One line on a terminal, written over again and again. */
function progress(text: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${text}`)
}
