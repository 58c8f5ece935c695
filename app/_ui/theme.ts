/** `system` follows the operating system; the choice lives in a cookie, so that the first paint is right. */
export const THEMES = ['system', 'dark', 'light'] as const
export type Theme = (typeof THEMES)[number]

export const THEME_COOKIE = 'theme'

export const parseTheme = (text: string | undefined): Theme =>
  THEMES.find(theme => theme === text) ?? 'system'

export function currentTheme(): Theme {
  return parseTheme(document.documentElement.dataset.theme)
}

export function chooseTheme(theme: Theme): void {
  document.documentElement.dataset.theme = theme
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in Firefox and older Safaris
  document.cookie = `${THEME_COOKIE}=${theme};path=/;max-age=31536000;samesite=lax`
}
