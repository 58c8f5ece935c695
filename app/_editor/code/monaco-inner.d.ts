// Monaco has no types for these files of its own.
declare module 'monaco-editor/base/browser/ui/hover/hoverDelegateFactory' {
  interface HoverDelegate {
    readonly delay: number
    showHover(): undefined
    dispose(): void
  }
  export function setHoverDelegateFactory(make: () => HoverDelegate): void
}
declare module 'monaco-editor/editor/browser/config/tabFocus' {
  /** Whether Tab leaves the editors: one answer for all of them. */
  export const TabFocus: {
    getTabFocusMode(): boolean
    onDidChangeTabFocus(listener: (leaves: boolean) => void): { dispose(): void }
  }
}
