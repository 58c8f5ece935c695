import type { Metadata, Viewport } from 'next'
import { cookies } from 'next/headers'
import type { ReactNode } from 'react'
import './globals.css'
import { Providers } from './_trpc/Providers'
import { GAINS_COOKIE, parseGains, parseTheme, THEME_COOKIE } from './_ui/theme'

export const metadata: Metadata = {
  title: { default: 'Sluice', template: '%s · Sluice' },
  description: 'Turn a trading idea into a rule, and the rule into action.',
}

export const viewport: Viewport = { colorScheme: 'dark light' }

// Reading the cookie makes every page dynamic, which it must be: each answer carries a nonce of its own for scripts.
export default async function RootLayout({ children }: { children: ReactNode }) {
  const kept = await cookies()
  const theme = parseTheme(kept.get(THEME_COOKIE)?.value)
  const gains = parseGains(kept.get(GAINS_COOKIE)?.value)
  return (
    <html lang="en" data-theme={theme} data-gains={gains}>
      <body>
        <Providers>{children}</Providers>
      </body>
    </html>
  )
}
