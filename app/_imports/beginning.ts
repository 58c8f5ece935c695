/** As much of a file as its preview needs. */
const HEAD_BYTES = 65_536

export interface Beginning {
  /** As base64. */
  readonly head: string
  readonly isWhole: boolean
}

export async function beginningOf(file: File): Promise<Beginning> {
  const bytes = new Uint8Array(await file.slice(0, HEAD_BYTES).arrayBuffer())
  let text = ''
  for (let from = 0; from < bytes.length; from += 8_192)
    text += String.fromCharCode(...bytes.subarray(from, from + 8_192))
  return { head: btoa(text), isWhole: file.size <= HEAD_BYTES }
}

/** `sp500-2000.csv` → `SP500-2000`. */
export const symbolFrom = (fileName: string): string =>
  fileName
    .replace(/\.[a-z0-9]{1,5}$/i, '')
    .toUpperCase()
    .replace(/[^A-Z0-9._^=-]+/g, '_')
    .replace(/^[^A-Z0-9^]+/, '')
    .slice(0, 40)
