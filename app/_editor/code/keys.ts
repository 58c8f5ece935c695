import { monaco } from './monaco'

const { KeyCode, KeyMod } = monaco
const chord = (second: number) => KeyMod.chord(KeyMod.CtrlCmd | KeyCode.KeyK, second)
const ctrl = (key: number) => KeyMod.CtrlCmd | key

/**
 * Keys that Monaco would take from the workbench (Ctrl-K opens its palette) or from the browser (its tools, its address
 * line). What they did stays in the context menu, or has another key.
 */
export function freeKeys(): void {
  monaco.editor.addKeybindingRules([
    { keybinding: chord(ctrl(KeyCode.KeyC)), command: '-editor.action.addCommentLine' },
    { keybinding: chord(ctrl(KeyCode.KeyU)), command: '-editor.action.removeCommentLine' },
    { keybinding: chord(ctrl(KeyCode.KeyD)), command: '-editor.action.moveSelectionToNextFindMatch' },
    { keybinding: chord(ctrl(KeyCode.KeyF)), command: '-editor.action.formatSelection' },
    { keybinding: chord(ctrl(KeyCode.KeyI)), command: '-editor.action.showHover' },
    { keybinding: chord(ctrl(KeyCode.KeyX)), command: '-editor.action.trimTrailingWhitespace' },
    { keybinding: chord(ctrl(KeyCode.KeyB)), command: '-editor.action.setSelectionAnchor' },
    { keybinding: chord(KeyCode.F12), command: '-editor.action.revealDefinitionAside' },
    { keybinding: chord(ctrl(KeyCode.BracketLeft)), command: '-editor.foldRecursively' },
    { keybinding: chord(ctrl(KeyCode.BracketRight)), command: '-editor.unfoldRecursively' },
    { keybinding: chord(ctrl(KeyCode.KeyL)), command: '-editor.toggleFold' },
    {
      keybinding: chord(KeyMod.CtrlCmd | KeyMod.Shift | KeyCode.KeyL),
      command: '-editor.toggleFoldRecursively',
    },
    { keybinding: chord(ctrl(KeyCode.Slash)), command: '-editor.foldAllBlockComments' },
    { keybinding: chord(ctrl(KeyCode.Digit8)), command: '-editor.foldAllMarkerRegions' },
    { keybinding: chord(ctrl(KeyCode.Digit9)), command: '-editor.unfoldAllMarkerRegions' },
    { keybinding: chord(ctrl(KeyCode.Digit0)), command: '-editor.foldAll' },
    { keybinding: chord(ctrl(KeyCode.KeyJ)), command: '-editor.unfoldAll' },
    { keybinding: chord(ctrl(KeyCode.Minus)), command: '-editor.foldAllExcept' },
    { keybinding: chord(ctrl(KeyCode.Equal)), command: '-editor.unfoldAllExcept' },
    { keybinding: chord(ctrl(KeyCode.Comma)), command: '-editor.createFoldingRangeFromSelection' },
    { keybinding: chord(ctrl(KeyCode.Period)), command: '-editor.removeManualFoldingRanges' },
    ...Array.from({ length: 7 }, (_, at) => ({
      keybinding: chord(ctrl(KeyCode.Digit1 + at)),
      command: `-editor.foldLevel${at + 1}`,
    })),
    { keybinding: ctrl(KeyCode.KeyL), command: '-expandLineSelection' },
    { keybinding: KeyMod.CtrlCmd | KeyMod.Shift | KeyCode.KeyI, command: '-editor.action.formatDocument' },
    { keybinding: KeyMod.Shift | KeyMod.Alt | KeyCode.KeyF, command: 'editor.action.formatDocument' },
  ])
}
