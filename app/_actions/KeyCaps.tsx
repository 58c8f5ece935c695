import { Key } from '../_ui/Badge'
import type { Action } from './actions'

/** Keys of a shortcut, as they are printed on the keyboard. */
export const Keys = ({ keys }: { keys: string }) => (
  <span className="flex shrink-0 items-center gap-1">
    {keys
      .split(' ')
      .flatMap(combination =>
        ordered(combination).map(key => <Key key={`${combination}${key}`}>{printed(key)}</Key>),
      )}
  </span>
)

/** The keys of an action, wherever they work. */
export function ShownKeys({ action: { keys, keysThere } }: { action: Action }) {
  const shown = keys ?? keysThere
  return shown ? <Keys keys={shown} /> : null
}

/** `mod` stands before `shift`, as people say it. */
const ordered = (combination: string): string[] =>
  combination.split('+').sort((a, b) => Number(b === 'mod') - Number(a === 'mod'))

const printed = (key: string): string => {
  if (key === 'mod') return isMac() ? '⌘' : 'Ctrl'
  return PRINTED[key] ?? (key.length === 1 ? key.toUpperCase() : key)
}

const PRINTED: Readonly<Record<string, string>> = {
  shift: 'Shift',
  alt: 'Alt',
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
  Escape: 'Esc',
  Delete: 'Del',
  ContextMenu: 'Menu',
}

const isMac = (): boolean => typeof navigator !== 'undefined' && /Mac|iPhone|iPad/.test(navigator.platform)
