// Structured logs: JSON for machines, short labelled lines for people, secrets in neither.
import pino, { type DestinationStream, type Logger } from 'pino'

/** Keys whose values are never written, wherever they stand in what is logged. */
const SECRET_KEY =
  /pass(word|phrase)?$|secret|token$|^cookie$|^set-cookie$|authorization|api[-_]?key$|^key$|credential/i
/** Secrets inside text: addresses with a password, bearer tokens, our own keys. */
const SECRET_TEXT: readonly (readonly [RegExp, string])[] = [
  [/([a-z][a-z0-9+.-]*:\/\/[^\s:/@]*):[^\s@]+@/gi, '$1:[redacted]@'],
  [/\b(bearer|basic)\s+[\w.~+/=-]+/gi, '$1 [redacted]'],
  [/\bslc_\w+/g, 'slc_[redacted]'],
  [/([?&](?:token|code|state|secret|key)=)[^&\s"]+/gi, '$1[redacted]'],
]
const DEEPEST = 6

export const redactText = (text: string): string =>
  SECRET_TEXT.reduce((clean, [pattern, instead]) => clean.replace(pattern, instead), text)

/** A copy without secrets, by the names of keys and by the look of texts. */
export function redact(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return redactText(value)
  if (typeof value === 'bigint') return value.toString()
  if (typeof value !== 'object' || value === null) return value
  if (value instanceof Date) return value
  if (depth >= DEEPEST) return '[deep]'
  if (value instanceof Error) return describe(value, depth)
  if (Array.isArray(value)) return value.map(item => redact(item, depth + 1))
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      key,
      SECRET_KEY.test(key) && item != null ? '[redacted]' : redact(item, depth + 1),
    ]),
  )
}

const describe = (error: Error, depth: number): unknown => ({
  type: error.name,
  message: redactText(error.message),
  stack: error.stack && redactText(error.stack),
  ...(error.cause === undefined ? {} : { cause: redact(error.cause, depth + 1) }),
})

export interface LogSettings {
  readonly LOG_LEVEL: string
  readonly LOG_FORMAT: 'auto' | 'json' | 'text'
}

const [OUTPUT, BESIDE] = [1, 2]
let dest = OUTPUT

/** For a process whose output is an answer: logs go to standard error from here on. */
export const logBesideOutput = (): void => {
  dest = BESIDE
}

/** The logger of one process. Children of it carry a `requestId` or a `jobId`. */
export function createLog(
  label: string,
  settings: LogSettings,
  to: DestinationStream = pino.destination({ dest, sync: true }),
): Logger {
  const text = settings.LOG_FORMAT === 'text' || (settings.LOG_FORMAT === 'auto' && process.stdout.isTTY)
  return pino(
    {
      base: { label },
      level: settings.LOG_LEVEL,
      timestamp: pino.stdTimeFunctions.isoTime,
      hooks: {
        logMethod(parts, method) {
          // Everything logged passes here, so nothing can forget to be redacted.
          const clean = parts.map(part => redact(part))
          method.apply(this, clean as typeof parts)
        },
      },
    },
    text ? { write: (line: string) => to.write(readable(line)) } : to,
  )
}

const LEVELS: Readonly<Record<number, string>> = {
  20: 'debug',
  30: 'info',
  40: 'warn',
  50: 'error',
  60: 'fatal',
}
const FRAME = new Set(['level', 'time', 'label', 'msg', 'err'])

function readable(line: string): string {
  const entry = JSON.parse(line) as Record<string, unknown>
  const rest = Object.entries(entry)
    .filter(([key]) => !FRAME.has(key))
    .map(([key, value]) => `${key}=${typeof value === 'string' ? value : JSON.stringify(value)}`)
  const level = LEVELS[entry.level as number] ?? ''
  const error = entry.err as { stack?: string; message?: string } | undefined
  const parts = [
    String(entry.time).slice(11, 19),
    String(entry.label).padEnd(10),
    ...(level === 'info' ? [] : [level.toUpperCase()]),
    entry.msg ?? '',
    ...rest,
  ]
  return `${parts.join(' ')}${error ? `\n  ${error.stack ?? error.message}` : ''}\n`
}
