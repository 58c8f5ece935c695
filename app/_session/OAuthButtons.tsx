'use client'
import { Button } from '../_ui/Button'
import { useSay } from '../_ui/Toasts'
import { signInWith } from './auth'
import { useMe } from './useMe'

const NAMES: Readonly<Record<string, string>> = { google: 'Google', github: 'GitHub', microsoft: 'Microsoft' }

/** The providers this server is set up for; nothing when there are none. */
export function OAuthButtons({ to }: { to: string }) {
  const say = useSay()
  const providers = useMe().data?.oauthProviders ?? []
  if (providers.length === 0) return null
  return (
    <div className="mt-4 flex flex-col gap-2 border-t border-line pt-4">
      {providers.map(provider => (
        <Button
          key={provider}
          onClick={() =>
            void signInWith(provider, to).catch(error => say.failed('The provider can’t be reached', error))
          }
        >
          Continue with {NAMES[provider] ?? provider}
        </Button>
      ))}
    </div>
  )
}
