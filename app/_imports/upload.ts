// A file on its way to the server. XMLHttpRequest and not fetch: only it tells how much of a body has been sent.
import type { Outputs } from '../_trpc/client'

export type Calendar = Outputs['imports']['symbols']['symbols'][number]['calendar']

export interface Choices {
  readonly symbol: string
  readonly name: string
  readonly currency: string
  readonly calendar: string
  readonly zone: string
  readonly mode: 'new' | 'replace' | 'add'
  /** Empty: as the file says. */
  readonly timeframe: string
  readonly dates: '' | 'dmy' | 'mdy'
}

export interface Received {
  readonly importId: string
  readonly jobId: string
  readonly symbol: string
  readonly rows: number
  readonly timeframe: string
  readonly notes: readonly string[]
}

export interface Refused {
  readonly message: string
  /** `12: volume is “x” …`, the first of them. */
  readonly problems: readonly string[]
  readonly count: number
  readonly fields: Readonly<Record<string, readonly string[]>>
}

export type Outcome =
  | { readonly ok: true; readonly received: Received }
  | { readonly ok: false; readonly refused: Refused }

/** Sends the file; rejects only when `signal` aborts. */
export function upload(
  workspaceId: string,
  file: File,
  choices: Choices,
  { signal, onSent }: { readonly signal: AbortSignal; readonly onSent: (fraction: number) => void },
): Promise<Outcome> {
  const given = Object.entries({ workspaceId, fileName: file.name.slice(-200), ...choices })
  const query = new URLSearchParams(given.filter(([, value]) => value !== ''))
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    const failed = (message: string) =>
      resolve({ ok: false, refused: { message, problems: [], count: 0, fields: {} } })
    request.open('PUT', `/api/imports?${query}`)
    request.setRequestHeader('Content-Type', 'text/csv')
    request.responseType = 'json'
    request.upload.onprogress = event => onSent(event.total > 0 ? event.loaded / event.total : 0)
    request.onerror = () => failed('The server can’t be reached. Check your connection and try again.')
    request.onabort = () => reject(signal.reason)
    request.onload = () => {
      const answer: unknown = request.response
      if (request.status === 202)
        resolve({ ok: true, received: answer as Received }) // the door’s own answer
      else if (isProblem(answer)) resolve({ ok: false, refused: refusedOf(answer) })
      else failed(`The server answered ${request.status}. Try again in a moment.`)
    }
    signal.addEventListener('abort', () => request.abort(), { once: true })
    request.send(file)
  })
}

interface Problem {
  readonly message: string
  readonly values?: { readonly problems?: readonly string[]; readonly count?: number }
  readonly fields?: Refused['fields']
}

const isProblem = (answer: unknown): answer is Problem =>
  typeof answer === 'object' && answer !== null && 'message' in answer && typeof answer.message === 'string'

const refusedOf = ({ message, values, fields }: Problem): Refused => ({
  message,
  problems: values?.problems ?? [],
  count: values?.count ?? 0,
  fields: fields ?? {},
})
