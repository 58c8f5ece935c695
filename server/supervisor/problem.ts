/** Why the product can't start, in one line for the person who started it. */
export class StartProblem extends Error {
  override name = 'StartProblem'
}

/** Turns what foreign code throws at start into a line with its remedy; null when it is a defect of ours. */
export function startProblem(error: unknown, dataDir: string): string | null {
  if (error instanceof StartProblem) return error.message
  if (!(error instanceof Error)) return null
  const { code } = error as NodeJS.ErrnoException
  switch (code) {
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
    case 'ENOTDIR':
      return `The data folder ${dataDir} can’t be written (${code}). Make it writable or set DATA_DIR to another folder.`
    case 'ENOSPC':
      return `The disk that holds ${dataDir} is full. Make room or set DATA_DIR to another disk.`
    case 'ECONNREFUSED':
    case 'ENOTFOUND':
    case 'ETIMEDOUT':
    case 'EAI_AGAIN':
      return `DATABASE_URL can’t be reached (${code}). Check host and port, and that PostgreSQL runs.`
    case '28P01':
    case '28000':
      return 'DATABASE_URL is refused by the database: wrong user or password.'
    case '3D000':
      return `DATABASE_URL names a database that does not exist. Create it first: ${error.message}.`
    case '42501':
      return 'DATABASE_URL’s user may not create tables. Give it that right on the database.'
    default:
      return null
  }
}
