// OAuth providers that the environment switches on. Another one is an id, a secret and a line here.
import type { SocialProviders } from 'better-auth/social-providers'
import type { Settings } from '../../env'

export function oauthFrom(settings: Settings): SocialProviders {
  const pairs = {
    google: [settings.GOOGLE_CLIENT_ID, settings.GOOGLE_CLIENT_SECRET],
    github: [settings.GITHUB_CLIENT_ID, settings.GITHUB_CLIENT_SECRET],
    microsoft: [settings.MICROSOFT_CLIENT_ID, settings.MICROSOFT_CLIENT_SECRET],
  } as const
  const on = Object.entries(pairs).flatMap(([name, [clientId, clientSecret]]) =>
    clientId && clientSecret ? [[name, { clientId, clientSecret }] as const] : [],
  )
  return Object.fromEntries(on)
}
