// What a browser shows things in. Choices live in cookies, so that the first paint is right.

/** `system` follows the operating system. */
export const THEMES = ['system', 'dark', 'light'] as const
export type Theme = (typeof THEMES)[number]

/** The colour of gains; losses take its counterpart. */
export const GAINS = ['blue', 'green'] as const
export type Gains = (typeof GAINS)[number]

export const THEME_COOKIE = 'theme'
export const GAINS_COOKIE = 'gains'

export const parseTheme = (text: string | undefined): Theme =>
  THEMES.find(theme => theme === text) ?? 'system'
export const parseGains = (text: string | undefined): Gains => GAINS.find(gains => gains === text) ?? 'blue'

export const currentTheme = (): Theme => parseTheme(document.documentElement.dataset.theme)
export const currentGains = (): Gains => parseGains(document.documentElement.dataset.gains)

export function chooseTheme(theme: Theme): void {
  document.documentElement.dataset.theme = theme
  keep(THEME_COOKIE, theme)
}

export function chooseGains(gains: Gains): void {
  document.documentElement.dataset.gains = gains
  keep(GAINS_COOKIE, gains)
}

function keep(name: string, value: string): void {
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in Firefox and older Safaris
  document.cookie = `${name}=${value};path=/;max-age=31536000;samesite=lax`
}
