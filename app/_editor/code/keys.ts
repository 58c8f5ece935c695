import { monaco } from './monaco'

const { KeyCode, KeyMod } = monaco

/** Keys that begin something of the workbench's; Monaco hands them on. */
const WORKBENCH = [
  { keybinding: KeyMod.CtrlCmd | KeyCode.KeyK, key: 'k' },
  { keybinding: KeyMod.CtrlCmd | KeyCode.KeyJ, key: 'j' },
] as const

/**
 * Frees the keys that Monaco would take from the workbench (Ctrl-K begins its chords) or from the browser (its tools, its
 * address line). What they did stays in the context menu, or has another key.
 */
export function freeKeys(): void {
  for (const { key } of WORKBENCH)
    monaco.editor.addCommand({
      id: `workbench.${key}`,
      run: () => {
        const mac = /Mac|iP/.test(navigator.userAgent)
        window.dispatchEvent(
          new KeyboardEvent('keydown', { key, ctrlKey: !mac, metaKey: mac, bubbles: true, cancelable: true }),
        )
      },
    })
  monaco.editor.addKeybindingRules([
    ...WORKBENCH.map(({ keybinding, key }) => ({ keybinding, command: `workbench.${key}` })),
    { keybinding: KeyMod.CtrlCmd | KeyCode.KeyL, command: '-expandLineSelection' },
    { keybinding: KeyMod.CtrlCmd | KeyMod.Shift | KeyCode.KeyI, command: '-editor.action.formatDocument' },
    { keybinding: KeyMod.Shift | KeyMod.Alt | KeyCode.KeyF, command: 'editor.action.formatDocument' },
    // the same keys everywhere: Linux has others
    {
      keybinding: KeyMod.CtrlCmd | KeyMod.Alt | KeyCode.DownArrow,
      command: 'editor.action.insertCursorBelow',
      when: 'editorTextFocus',
    },
    {
      keybinding: KeyMod.CtrlCmd | KeyMod.Alt | KeyCode.UpArrow,
      command: 'editor.action.insertCursorAbove',
      when: 'editorTextFocus',
    },
  ])
}
