// Monaco has no types for this file of its own.
declare module 'monaco-editor/base/browser/ui/hover/hoverDelegateFactory' {
  interface HoverDelegate {
    readonly delay: number
    showHover(): undefined
    dispose(): void
  }
  export function setHoverDelegateFactory(make: () => HoverDelegate): void
}
