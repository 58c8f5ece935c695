import { monaco } from './monaco'

const TOKENS = {
  ground: '--ground',
  panel: '--panel',
  raised: '--raised',
  hover: '--hover',
  line: '--line',
  strong: '--line-strong',
  ink: '--ink',
  soft: '--soft',
  faint: '--faint',
  accent: '--accent',
  wash: '--accent-wash',
  gain: '--gain',
  loss: '--loss',
  good: '--good',
  warn: '--warn',
  bad: '--bad',
  badWash: '--bad-wash',
} as const
type Palette = Record<keyof typeof TOKENS, string>

const NAME = 'sluice'

/** Monaco takes colours as hex only; a token may be written in any way that CSS knows. */
function hex(colour: string): string {
  const context = document.createElement('canvas').getContext('2d', { willReadFrequently: true })
  if (/^#[0-9a-f]{6}([0-9a-f]{2})?$/i.test(colour) || !context) return colour
  context.fillStyle = colour
  context.fillRect(0, 0, 1, 1)
  const [r = 0, g = 0, b = 0, a = 0] = context.getImageData(0, 0, 1, 1).data
  return `#${[r, g, b, a].map(part => part.toString(16).padStart(2, '0')).join('')}`
}

function palette(): { readonly isDark: boolean; readonly colours: Palette } {
  const style = getComputedStyle(document.documentElement)
  const colours = Object.fromEntries(
    Object.entries(TOKENS).map(([name, token]) => [name, hex(style.getPropertyValue(token).trim())]),
  ) as Palette // the table's own keys
  return { isDark: style.colorScheme !== 'light', colours }
}

/** The workbench's own colours as the editor's; code looks as it does in the guide. */
function paint(): void {
  const { isDark, colours } = palette()
  const bare = (colour: string) => colour.slice(1, 7)
  const {
    ground,
    panel,
    raised,
    hover,
    line,
    strong,
    ink,
    soft,
    faint,
    accent,
    wash,
    gain,
    loss,
    good,
    warn,
    bad,
  } = colours
  monaco.editor.defineTheme(NAME, {
    base: isDark ? 'vs-dark' : 'vs',
    inherit: true,
    rules: [
      { token: '', foreground: bare(ink) },
      { token: 'comment', foreground: bare(faint), fontStyle: 'italic' },
      { token: 'string', foreground: bare(good) },
      { token: 'number', foreground: bare(loss) },
      { token: 'keyword', foreground: bare(accent) },
      { token: 'type', foreground: bare(gain) },
      { token: 'regexp', foreground: bare(good) },
      { token: 'delimiter', foreground: bare(soft) },
      { token: 'identifier', foreground: bare(ink) },
    ],
    colors: {
      'editor.background': ground,
      'editor.foreground': ink,
      'editorCursor.foreground': ink,
      'editorLineNumber.foreground': faint,
      'editorLineNumber.activeForeground': ink,
      'editorGutter.background': panel,
      'editor.lineHighlightBackground': hover,
      'editor.lineHighlightBorder': '#00000000',
      'editor.selectionBackground': `${accent.slice(0, 7)}4d`,
      'editor.inactiveSelectionBackground': wash,
      'editor.selectionHighlightBackground': wash,
      'editor.wordHighlightBackground': wash,
      'editor.wordHighlightStrongBackground': wash,
      'editor.findMatchBackground': `${warn.slice(0, 7)}66`,
      'editor.findMatchHighlightBackground': `${warn.slice(0, 7)}33`,
      'editorBracketMatch.background': wash,
      'editorBracketMatch.border': accent,
      'editorBracketHighlight.foreground1': soft,
      'editorBracketHighlight.foreground2': gain,
      'editorBracketHighlight.foreground3': loss,
      'editorBracketHighlight.unexpectedBracket.foreground': bad,
      'editorIndentGuide.background1': line,
      'editorIndentGuide.activeBackground1': strong,
      'editorError.foreground': bad,
      'editorWarning.foreground': warn,
      'editorInfo.foreground': accent,
      'editorWidget.background': raised,
      'editorWidget.foreground': ink,
      'editorWidget.border': strong,
      'editorHoverWidget.background': raised,
      'editorHoverWidget.border': strong,
      'editorSuggestWidget.background': raised,
      'editorSuggestWidget.border': strong,
      'editorSuggestWidget.foreground': ink,
      'editorSuggestWidget.selectedBackground': hover,
      'editorSuggestWidget.selectedForeground': ink,
      'editorSuggestWidget.highlightForeground': accent,
      'editorSuggestWidget.focusHighlightForeground': accent,
      'list.hoverBackground': hover,
      'list.activeSelectionBackground': hover,
      'list.focusBackground': hover,
      'list.focusForeground': ink,
      'list.highlightForeground': accent,
      'list.focusHighlightForeground': accent,
      'quickInput.background': raised,
      'quickInput.foreground': ink,
      'quickInputList.focusBackground': hover,
      'quickInputList.focusForeground': ink,
      'input.background': ground,
      'input.foreground': ink,
      'input.border': strong,
      'menu.background': raised,
      'menu.foreground': ink,
      'menu.selectionBackground': hover,
      'menu.selectionForeground': ink,
      'menu.separatorBackground': line,
      'menu.border': strong,
      focusBorder: accent,
      'textLink.foreground': accent,
      'textCodeBlock.background': ground,
      'widget.shadow': '#00000066',
      'scrollbar.shadow': '#00000000',
      'scrollbarSlider.background': `${strong.slice(0, 7)}99`,
      'scrollbarSlider.hoverBackground': strong,
      'scrollbarSlider.activeBackground': strong,
      'diffEditor.insertedTextBackground': `${gain.slice(0, 7)}33`,
      'diffEditor.removedTextBackground': `${loss.slice(0, 7)}33`,
      'diffEditor.insertedLineBackground': `${gain.slice(0, 7)}1a`,
      'diffEditor.removedLineBackground': `${loss.slice(0, 7)}1a`,
      'diffEditorGutter.insertedLineBackground': `${gain.slice(0, 7)}33`,
      'diffEditorGutter.removedLineBackground': `${loss.slice(0, 7)}33`,
    },
  })
  monaco.editor.setTheme(NAME)
}

let readers = 0
let stop = () => {}

/** Keeps the editors in the workbench's colours, as long as there is one; undone by what it returns. */
export function followTheme(): () => void {
  if (readers++ === 0) {
    paint()
    const watched = new MutationObserver(paint)
    watched.observe(document.documentElement, {
      attributes: true,
      attributeFilter: ['data-theme', 'data-gains'],
    })
    const system = matchMedia('(prefers-color-scheme: light)')
    system.addEventListener('change', paint)
    stop = () => {
      watched.disconnect()
      system.removeEventListener('change', paint)
    }
  }
  return () => {
    if (--readers === 0) stop()
  }
}
