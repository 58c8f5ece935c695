import http from 'node:http'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { timeframeMs } from '@/sandbox/ir/timeframe'
import { db } from '@/server/db/client'
import { finishImport } from '@/server/market/files/finish'
import { market } from '@/server/services'
import { openStage, type Stage } from '../api/stage'
import { barRows, csvOf, difference, HEAD, store, stored } from './files'

let stage: Stage
let ann: Awaited<ReturnType<Stage['owner']>>
beforeAll(async () => {
  stage = await openStage()
  ann = await stage.owner()
})
afterAll(() => stage.close())

const addressOf = (query: Record<string, string>) =>
  `${stage.url}/api/imports?${new URLSearchParams({ fileName: 'bars.csv', ...query })}`
const put = (
  person: { ask: typeof fetch; workspaceId: string },
  query: Record<string, string>,
  body: BodyInit,
  headers: Record<string, string> = {},
) =>
  person.ask(addressOf({ workspaceId: person.workspaceId, ...query }), {
    method: 'PUT',
    headers: { 'content-type': 'text/csv', ...headers },
    body,
  })
const finish = (importId: string) =>
  finishImport({ db, store }, importId, {
    signal: new AbortController().signal,
    progress: () => {},
    fenced: work => db.$transaction(work),
  })
interface Answer {
  readonly importId: string
  readonly jobId: string
  readonly rows: number
  readonly timeframe: string
  readonly notes: readonly string[]
}
async function imported(query: Record<string, string>, text: string): Promise<Answer> {
  const response = await put(ann, query, text)
  const answer = (await response.json()) as Answer
  if (response.status !== 202) throw new Error(JSON.stringify(answer))
  await finish(answer.importId)
  return answer
}
const refused = async (response: Response) => {
  const { code, message, values } = (await response.json()) as {
    code: string
    message: string
    values?: { problems?: string[]; importId?: string; needsOrder?: boolean }
  }
  return { status: response.status, code, message, values }
}
const waiting = async (symbol: string) =>
  (await store.summaries({ symbol })).filter(({ key }) => key.venue.startsWith('import:'))

describe('a file', () => {
  test('becomes a symbol with its bars, bit by bit, and slower ones', async () => {
    const rows = barRows(70_000)
    const { timeframe, rows: count, jobId } = await imported({ symbol: 'MIN' }, csvOf(rows))
    expect([timeframe, count]).toEqual(['1m', 70_000])
    expect(difference(await stored(ann.workspaceId, 'MIN', '1m'), rows)).toBeNull()
    for (const slower of ['5m', '1h', '1d', '1w'] as const) {
      const bars = await stored(ann.workspaceId, 'MIN', slower)
      // what is not over is left out; the first of January 2024 was a Monday
      const whole = Math.floor(70_000 / (timeframeMs[slower] / 60_000))
      expect(bars).toHaveLength(whole)
      const [first] = bars
      const hour = rows.slice(0, timeframeMs[slower] / 60_000)
      expect(first).toEqual([
        rows[0]![0],
        hour[0]![1],
        Math.max(...hour.map(each => each[2])),
        Math.min(...hour.map(each => each[3])),
        hour.at(-1)![4],
        hour.reduce((sum, each) => sum + each[5], 0),
      ])
    }
    expect(await waiting('MIN')).toEqual([])
    expect(
      await db.job.findUniqueOrThrow({ where: { id: jobId }, select: { name: true, subject: true } }),
    ).toMatchObject({
      name: 'market.import',
    })
    expect(
      await db.importedSymbol.findFirstOrThrow({
        where: { workspaceId: ann.workspaceId, symbol: 'MIN' },
        select: { timeframe: true, bars: true, decimals: true, lot: true, source: true, calendar: true },
      }),
    ).toEqual({ timeframe: '1m', bars: 70_000, decimals: 2, lot: 1, source: 'bars.csv', calendar: 'always' })
  })

  test('may be shuffled and say bars twice, and gives the same', async () => {
    const rows = barRows(40_000, { start: Date.UTC(2020, 0, 1), stepMs: 3_600_000 })
    const mixed = [...rows, ...rows.slice(100, 200)]
    let seed = 7
    for (let at = mixed.length - 1; at > 0; at--) {
      seed = (seed * 48_271) % 2_147_483_647
      const other = seed % (at + 1)
      ;[mixed[at], mixed[other]] = [mixed[other]!, mixed[at]!]
    }
    const { notes } = await imported({ symbol: 'SHUFFLED' }, csvOf(mixed))
    expect(difference(await stored(ann.workspaceId, 'SHUFFLED', '1h'), rows)).toBeNull()
    expect(notes).toEqual([
      'The rows were not in the order of time and were sorted.',
      '100 rows say what another row says; each bar is kept once.',
    ])
  })

  test('with bad rows is told by their lines, and nothing of it stays', async () => {
    const lines = csvOf(barRows(50_000)).split('\n')
    lines[10] = lines[10]!.replace(/,[^,]*$/, ',much')
    lines[20_000] = 'gone'
    lines[49_998] = lines[49_999]!.replace(/,[^,]*$/, ',77777')
    const answer = await refused(await put(ann, { symbol: 'BAD' }, lines.join('\n')))
    expect(answer).toMatchObject({ status: 422, code: 'BAD_FILE' })
    expect(answer.values?.problems).toEqual([
      '11: volume is “much”, which is no number. Correct it or remove the row.',
      '20001: The row has 1 fields; it should have 6. Complete it or remove it.',
      '50000: Line 49999 has other numbers for the same bar. Remove one of the two.',
    ])
    expect(await waiting('BAD')).toEqual([])
    expect(await stored(ann.workspaceId, 'BAD', '1m')).toEqual([])
    const row = await db.fileImport.findUniqueOrThrow({ where: { id: answer.values?.importId } })
    expect(row.finishedAt).not.toBeNull()
    expect(row.problem).toMatchObject({ code: 'BAD_FILE', count: 3 })
    expect(await db.job.count({ where: { subject: `import:${row.id}` } })).toBe(0)
  })

  test('that contradicts itself far apart is told by its line', async () => {
    const rows = barRows(70_000)
    const text = `${csvOf(rows)}${new Date(rows[5]![0]).toISOString()},1,1,1,1,1\n`
    const answer = await refused(await put(ann, { symbol: 'BAD' }, text))
    expect(answer.values?.problems).toEqual([
      '70002: An earlier row has other numbers for the bar of 2024-01-01 00:05 UTC. Remove one of the two.',
    ])
    expect(await waiting('BAD')).toEqual([])
  })

  test('may add to what is there; where both have a bar the file is right', async () => {
    const first = barRows(5_000, { stepMs: 300_000 })
    await imported({ symbol: 'GROWS' }, csvOf(first))
    expect(await refused(await put(ann, { symbol: 'GROWS' }, csvOf(first)))).toMatchObject({
      status: 409,
      code: 'ALREADY_EXISTS',
    })
    const more = barRows(3_000, { stepMs: 300_000, from: 4_990 }).map(
      ([time, open, high, low, close]) => [time, open, high, low, close, 5] as const,
    )
    await imported({ symbol: 'GROWS', mode: 'add' }, csvOf(more))
    const expected = [...first.slice(0, 4_990), ...more]
    expect(await stored(ann.workspaceId, 'GROWS', '5m')).toEqual(expected)
    const [hour] = (await stored(ann.workspaceId, 'GROWS', '1h')).slice(-1)
    expect(hour?.[5]).toBe(12 * 5)
    await imported({ symbol: 'GROWS', mode: 'replace' }, csvOf(barRows(100, { stepMs: 86_400_000 })))
    expect(await stored(ann.workspaceId, 'GROWS', '5m')).toEqual([])
    expect(await stored(ann.workspaceId, 'GROWS', '1d')).toHaveLength(100)
  })

  test('of another timeframe is not added', async () => {
    const { importId } = (await (
      await put(ann, { symbol: 'GROWS', mode: 'add' }, csvOf(barRows(100)))
    ).json()) as Answer
    await expect(finish(importId)).rejects.toThrow('has 1d bars and the file has 1m bars')
  })

  test('is nobody else’s', async () => {
    const other = await stage.owner()
    const { importId } = await imported({ symbol: 'MINE' }, csvOf(barRows(50)))
    const theirs = market.at('csv', other.workspaceId)!
    expect(await theirs.instruments()).toEqual([])
    await expect(theirs.barsBefore('MINE', '1m', Date.now(), 5)).rejects.toThrow('No file of this workspace')
    expect(
      await refused(
        await put({ ...other, workspaceId: ann.workspaceId }, { symbol: 'X' }, csvOf(barRows(5))),
      ),
    ).toMatchObject({
      status: 404,
      code: 'NOT_FOUND',
    })
    await imported({ symbol: 'MINE', mode: 'replace' }, csvOf(barRows(60)))
    expect(importId).toBeTruthy()
    expect(await db.fileImport.count({ where: { workspaceId: other.workspaceId } })).toBe(0)
  })
})

describe('the door', () => {
  const ten = csvOf(barRows(10))

  test('is open to members and shut to viewers, strangers and other sites', async () => {
    const viewer = await stage.joined(ann, 'viewer')
    expect(await refused(await put(viewer, { symbol: 'A' }, ten))).toMatchObject({
      status: 403,
      code: 'NOT_ALLOWED',
    })
    const stranger = stage.visitor()
    expect(
      await refused(await put({ ...stranger, workspaceId: ann.workspaceId }, { symbol: 'A' }, ten)),
    ).toMatchObject({ status: 401 })
    expect(
      await refused(await put(ann, { symbol: 'A' }, ten, { origin: 'https://elsewhere.example' })),
    ).toMatchObject({ status: 403, code: 'FOREIGN_ORIGIN' })
    const member = await stage.joined(ann, 'member')
    expect((await put(member, { symbol: 'MEMBERS' }, ten)).status).toBe(202)
  })

  test('takes keys with the scope run, for their own workspace', async () => {
    const keyed = async (scopes: ('read' | 'run')[], symbol: string, query: Record<string, string> = {}) => {
      const { secret } = await ann.api.apiKeys.create.mutate({
        workspaceId: ann.workspaceId,
        name: 'k',
        scopes,
      })
      return fetch(addressOf({ symbol, ...query }), {
        method: 'PUT',
        headers: { 'content-type': 'text/csv', authorization: `Bearer ${secret}` },
        body: ten,
      })
    }
    expect((await keyed(['run'], 'KEYED')).status).toBe(202)
    expect(await refused(await keyed(['read'], 'KEYED2'))).toMatchObject({
      status: 403,
      code: 'KEY_LACKS_SCOPE',
    })
    const bad = await fetch(addressOf({ symbol: 'A' }), {
      method: 'PUT',
      headers: { 'content-type': 'text/csv', authorization: `Bearer slc_${'0'.repeat(64)}` },
      body: ten,
    })
    expect(await refused(bad)).toMatchObject({ status: 401, code: 'KEY_INVALID' })
  })

  test('says no to what is no CSV, packed or too large before it reads it', async () => {
    const forms = await put(ann, { symbol: 'A' }, ten, { 'content-type': 'multipart/form-data' })
    expect(await refused(forms)).toMatchObject({ status: 415 })
    const packed = await put(ann, { symbol: 'A' }, ten, { 'content-encoding': 'gzip' })
    expect(await refused(packed)).toMatchObject({ status: 415 })
    expect((await ann.ask(addressOf({ symbol: 'A' }), { method: 'POST', body: ten })).status).toBe(405)
  })

  test.each([
    ['\u001f\u008b\b', 'packed with gzip'],
    ['PK\u0003\u0004', 'ZIP archive'],
    ['%PDF\u0000', 'no text file'],
    [`${'x'.repeat(300_000)}`, 'No line has what a bar needs'],
    [`${HEAD}\n${'1'.repeat(200_000)}`, 'longer than 64 KiB'],
    ['', 'empty'],
    [HEAD, 'no bar below it'],
  ])('tells what a hostile file is (%#)', async (text, why) => {
    const answer = await refused(await put(ann, { symbol: 'HOSTILE' }, Buffer.from(text, 'latin1')))
    expect(answer).toMatchObject({ status: 422, code: 'BAD_FILE' })
    expect(answer.message).toContain(why)
    expect(await waiting('HOSTILE')).toEqual([])
  })

  test.each([
    [{ symbol: '' }, 'symbol'],
    [{ symbol: '../x' }, 'symbol'],
    [{ symbol: 'A', calendar: 'moon' }, 'calendar'],
    [{ symbol: 'A', zone: 'Atlantis' }, 'zone'],
    [{ symbol: 'A', currency: '$' }, 'currency'],
  ])('names the field that is wrong (%#)', async (query, field) => {
    const response = await put(ann, query, ten)
    expect(response.status).toBe(400)
    expect(Object.keys(((await response.json()) as { fields: object }).fields)).toEqual([field])
  })

  test.each(['fileName', 'name', 'workspaceId'])('refuses a %s that no database keeps', async field => {
    const answer = await refused(await put(ann, { symbol: 'NULL', [field]: 'a\0b' }, ten))
    expect(answer).toMatchObject({ status: 400, code: 'BAD_INPUT' })
  })

  test('that was cancelled is called so from the moment on that it was given up', async () => {
    const { workspaceId } = ann
    const { id: importId } = await db.fileImport.create({
      data: {
        workspaceId,
        symbol: 'CANCELLED',
        fileName: 'x',
        options: {},
        createdBy: 'x',
        readAt: new Date(),
        finishedAt: new Date(),
        problem: { code: 'CANCELLED', message: 'The import was cancelled.' },
      },
      select: { id: true },
    })
    expect(await ann.api.imports.get.query({ workspaceId, importId })).toMatchObject({
      state: 'cancelled',
      progress: 0,
    })
  })

  test('keeps no more of a workspace than its plan allows', async () => {
    const guest = await stage.owner()
    await db.importedSymbol.createMany({
      data: Array.from({ length: 25 }, (_, k) => ({
        workspaceId: guest.workspaceId,
        symbol: `S${k}`,
        name: 'x',
        currency: 'USD',
        calendar: 'always',
        timeframe: '1m',
        decimals: 2,
        lot: 1,
        source: 'x',
        bars: 208_000,
        firstTime: 0,
        lastTime: 0,
      })),
    })
    expect(await refused(await put(guest, { symbol: 'ONE_MORE' }, ten))).toMatchObject({
      status: 402,
      code: 'TIER_LIMIT',
    })
    // far more than there is room for: reading stops within some row, which is not the file's fault
    const long = await put(guest, { symbol: 'S1', mode: 'replace' }, csvOf(barRows(60_000)))
    expect(await refused(long)).toMatchObject({
      code: 'TIER_LIMIT',
      message: expect.stringContaining('5,000,000 imported bars'),
    })
    expect(await waiting('S1')).toEqual([])
  })

  test('forgets a file whose sender went away', async () => {
    const gone = new AbortController()
    const text = csvOf(barRows(100_000))
    const body = new ReadableStream({
      async pull(controller) {
        controller.enqueue(new TextEncoder().encode(text.slice(0, 2_000_000)))
        setTimeout(() => gone.abort(), 200)
        await new Promise(() => {})
      },
    })
    await expect(
      ann.ask(addressOf({ workspaceId: ann.workspaceId, symbol: 'GONE' }), {
        method: 'PUT',
        headers: { 'content-type': 'text/csv' },
        body,
        signal: gone.signal,
        duplex: 'half',
      } as RequestInit),
    ).rejects.toThrow()
    await expect
      .poll(
        async () =>
          (await db.fileImport.findFirst({ where: { symbol: 'GONE' }, select: { problem: true } }))?.problem,
      )
      .toMatchObject({ code: 'INTERRUPTED' })
    await expect.poll(() => waiting('GONE')).toEqual([])
  })
})

describe('patience', () => {
  const patience = { headersMs: 2_000, requestMs: 400, checkMs: 50 }

  /** Sends a file in pieces; after each it waits for the server to have read it, or for longer than that takes. */
  async function dribble(
    pieces: readonly string[],
    waitMs: number,
    symbol: string,
  ): Promise<number | 'cut off'> {
    const other = await openStage({ patience })
    try {
      const { secret } = await ann.api.apiKeys.create.mutate({
        workspaceId: ann.workspaceId,
        name: 'slow',
        scopes: ['run'],
      })
      const length = pieces.reduce((sum, each) => sum + Buffer.byteLength(each), 0)
      const request = http.request(`${other.url}/api/imports?symbol=${symbol}`, {
        method: 'PUT',
        headers: { 'content-type': 'text/csv', 'content-length': length, authorization: `Bearer ${secret}` },
      })
      const answered = new Promise<number | 'cut off'>(resolve => {
        request.once('response', response => {
          response.resume()
          resolve(response.statusCode === 408 ? 'cut off' : (response.statusCode ?? 0))
        })
        request.once('error', () => resolve('cut off'))
      })
      for (const piece of pieces) {
        request.write(piece)
        await new Promise(resolve => setTimeout(resolve, waitMs))
      }
      request.end()
      return await answered
    } finally {
      await other.live.close()
      other.server.closeAllConnections()
      other.server.close()
    }
  }
  const text = csvOf(barRows(80))
  const parts = Array.from({ length: 8 }, (_, k) =>
    text.slice((k * text.length) / 8, ((k + 1) * text.length) / 8),
  )

  test('a file may take long as long as it comes', async () => {
    expect(await dribble(parts, 100, 'SLOW')).toBe(202)
  })

  test('a file that stops coming is cut off', async () => {
    expect(await dribble([text.slice(0, 100), text.slice(100)], 1_500, 'STOPPED')).toBe('cut off')
    expect(await stored(ann.workspaceId, 'STOPPED', '1m')).toEqual([])
  })
})

test('the slower bars of sessions follow their calendar', async () => {
  // a week of half hours in New York, written in its own time
  const days = ['2024-07-01', '2024-07-02', '2024-07-03', '2024-07-05']
  const lines = days.flatMap(day =>
    Array.from({ length: day === '2024-07-03' ? 7 : 13 }, (_, k) => {
      const minutes = 9 * 60 + 30 + 30 * k
      return `${day} ${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')};10,5;11,5;9,5;10;1`
    }),
  )
  await imported(
    { symbol: 'NYSE', calendar: 'xnys', zone: 'America/New_York' },
    ['Datum;Open;High;Low;Close;Volume', ...lines].join('\n'),
  )
  const half = await stored(ann.workspaceId, 'NYSE', '30m')
  expect(half[0]).toEqual([Date.UTC(2024, 6, 1, 13, 30), 10.5, 11.5, 9.5, 10, 1])
  const hours = (await stored(ann.workspaceId, 'NYSE', '1h')).map(([time]) => new Date(time!).toISOString())
  expect(hours.slice(0, 2)).toEqual(['2024-07-01T13:30:00.000Z', '2024-07-01T14:30:00.000Z'])
  const daily = await stored(ann.workspaceId, 'NYSE', '1d')
  expect(daily.map(([time, , , , , volume]) => [new Date(time!).toISOString().slice(0, 10), volume])).toEqual(
    [
      ['2024-07-01', 13],
      ['2024-07-02', 13],
      ['2024-07-03', 7],
      ['2024-07-05', 13],
    ],
  )
  expect(await stored(ann.workspaceId, 'NYSE', '1w')).toEqual([
    [Date.UTC(2024, 6, 1), 10.5, 11.5, 9.5, 10, 46],
  ])
  // an hour that its session does not know
  const answer = await refused(
    await put(
      ann,
      { symbol: 'OFF', calendar: 'xnys', zone: 'America/New_York' },
      `${HEAD}\n2024-07-01 10:00,1,1,1,1,1\n2024-07-01 11:00,1,1,1,1,1`,
    ),
  )
  expect(answer.values?.problems?.[0]).toBe(
    '2: The bar of 2024-07-01 14:00 UTC does not open where 1h bars do: the one there opens at 2024-07-01 13:30 UTC. Check the time zone, or choose another calendar than “New York Stock Exchange”.',
  )
})
