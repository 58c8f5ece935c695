/**
 * The sign of a pressed key as shortcuts name it. On a keyboard that writes another script, such as Cyrillic or Greek, the key’s place
 * on a Latin one counts: Ctrl-Z is there where people know it.
 */
export function latin({ key, code, shiftKey }: Pick<KeyboardEvent, 'key' | 'code' | 'shiftKey'>): string {
  if (key.length !== 1 || key <= '~') return key
  const letter = /^Key([A-Z])$/.exec(code)?.[1]
  if (letter) return shiftKey ? letter : letter.toLowerCase()
  return key === '؟' ? '?' : key
}
