// Identity: passwords, OAuth, sessions, guests. What people may do once known is decided in workspaces/.

import { prismaAdapter } from 'better-auth/adapters/prisma'
import { betterAuth } from 'better-auth/minimal'
import { anonymous } from 'better-auth/plugins/anonymous'
import type { SocialProviders } from 'better-auth/social-providers'
import { APIError } from 'better-call'
import type { Logger } from 'pino'
import type { PrismaClient } from '../../generated/prisma/client'
import { ownOrigins } from '../../http/origin'
import type { Mail } from '../../mail'
import { resetLink } from '../../workspaces/links'

export const AUTH_PATH = '/api/auth'
/** Set by our own door from the socket or the trusted proxy; a client's header of that name never gets through. */
export const ADDRESS_HEADER = 'x-sluice-address'
export const PASSWORD_LENGTH = { min: 10, max: 128 } as const

export type AuthSettings = {
  readonly db: PrismaClient
  readonly secret: string
  readonly publicUrl: string
  readonly providers: SocialProviders
  readonly mail: Mail
  readonly log: Logger
  /** Called with a new guest before they get their cookie. */
  readonly welcomeGuest: (guestId: string) => Promise<void>
  /** Called when a guest signs up or in, before the guest is forgotten. */
  readonly adoptGuest: (guestId: string, user: { id: string; name: string }) => Promise<void>
}

export function createAuth({
  db,
  secret,
  publicUrl,
  providers,
  mail,
  log,
  welcomeGuest,
  adoptGuest,
}: AuthSettings) {
  return betterAuth({
    appName: 'Sluice',
    secret,
    baseURL: publicUrl,
    basePath: AUTH_PATH,
    trustedOrigins: [...ownOrigins(publicUrl)],
    database: prismaAdapter(db, { provider: 'postgresql', transaction: true }),
    emailAndPassword: {
      enabled: true,
      minPasswordLength: PASSWORD_LENGTH.min,
      maxPasswordLength: PASSWORD_LENGTH.max,
      revokeSessionsOnPasswordReset: true,
      resetPasswordTokenExpiresIn: 60 * 60,
      sendResetPassword: async ({ user, token }) => {
        await mail.send({
          to: user.email,
          subject: 'Choose a new password',
          text: [
            `Hello ${user.name},`,
            'somebody, we hope you, asked for a new password. This link sets one and works for an hour:',
            resetLink(publicUrl, token),
            'If it was not you, do nothing: your password stays as it is.',
          ],
        })
      },
    },
    socialProviders: providers,
    session: { expiresIn: 30 * 24 * 3600, updateAge: 24 * 3600 },
    // Our own door limits by address and account before a request gets here.
    rateLimit: { enabled: false },
    plugins: [
      anonymous({
        generateName: async () => 'Guest',
        emailDomainName: 'guest.invalid',
        onLinkAccount: async ({ anonymousUser, newUser }) => {
          await adoptGuest(anonymousUser.user.id, { id: newUser.user.id, name: newUser.user.name })
        },
      }),
    ],
    databaseHooks: {
      user: {
        create: {
          after: async user => {
            if (user.isAnonymous === true) await welcomeGuest(user.id)
          },
        },
      },
    },
    advanced: {
      cookiePrefix: 'sluice',
      useSecureCookies: publicUrl.startsWith('https:'),
      defaultCookieAttributes: { httpOnly: true, sameSite: 'lax', path: '/' },
      ipAddress: { ipAddressHeaders: [ADDRESS_HEADER] },
      // A mail is not waited for: how long an answer takes must not tell whether the address has an account.
      backgroundTasks: {
        handler: task => {
          // Mail logs its own failures; here they must only not go unhandled.
          task.catch(() => {})
        },
      },
    },
    telemetry: { enabled: false },
    onAPIError: {
      onError: error =>
        error instanceof APIError && error.statusCode < 500
          ? log.debug({ err: error }, 'the auth library refused')
          : log.error({ err: error }, 'the auth library failed'),
    },
    logger: {
      level: 'warn',
      // Its sentences name accounts now and then; ours are the ones that leave at info and above.
      log: (level, message) => log[level === 'error' ? 'warn' : 'debug']({ source: 'auth' }, message),
    },
  })
}

export type Auth = ReturnType<typeof createAuth>
