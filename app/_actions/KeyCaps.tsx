import { Key } from '../_ui/Badge'

/** Keys of a shortcut, as they are printed on the keyboard. */
export const Keys = ({ keys }: { keys: string }) => (
  <span className="flex items-center gap-1">
    {keys
      .split(' ')
      .flatMap(combination =>
        combination.split('+').map(key => <Key key={`${combination}${key}`}>{printed(key)}</Key>),
      )}
  </span>
)

const printed = (key: string): string => {
  if (key === 'mod') return isMac() ? '⌘' : 'Ctrl'
  return key.length === 1 ? key.toUpperCase() : key
}

const isMac = (): boolean => typeof navigator !== 'undefined' && /Mac|iPhone|iPad/.test(navigator.platform)
