/** What is wrong with a file, and where. Lines count from 1, the header included. */
export interface CsvProblem {
  readonly line: number
  readonly message: string
}

const MOST_TOLD = 20

/** The problems of a file: the first of them in words, all of them in number. */
export class CsvProblems {
  readonly told: CsvProblem[] = []
  count = 0

  tell(line: number, message: string): void {
    this.count++
    if (this.told.length < MOST_TOLD) this.told.push({ line, message })
  }
}
