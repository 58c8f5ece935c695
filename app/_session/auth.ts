// Calls to the accounts' own routes. Sessions live in a cookie that scripts can't see.

export class AuthProblem extends Error {
  readonly code: string
  constructor(code: string, message: string) {
    super(message)
    this.code = code
  }
}

/** Sentences for what people do wrong; everything else comes from the server as it is. */
const SENTENCES: Readonly<Record<string, string>> = {
  INVALID_EMAIL_OR_PASSWORD: 'E-mail or password is not right. Check both, or reset your password.',
  USER_ALREADY_EXISTS: 'There is an account with this e-mail. Sign in instead.',
  USER_ALREADY_EXISTS_USE_ANOTHER_EMAIL: 'There is an account with this e-mail. Sign in instead.',
  PASSWORD_TOO_SHORT: 'This password is too short. Use at least 10 characters.',
  INVALID_TOKEN: 'This link was used or has expired. Ask for a new one.',
}

async function post(path: string, body: object): Promise<unknown> {
  const answer = await fetch(`/api/auth/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  const said: unknown = await answer.json().catch(() => null)
  if (answer.ok) return said
  const { code = 'UNKNOWN', message = 'This did not work. Try again in a moment.' } = (said ?? {}) as {
    code?: string
    message?: string
  }
  throw new AuthProblem(code, SENTENCES[code] ?? message)
}

export const signInAsGuest = () => post('sign-in/anonymous', {})
export const signIn = (email: string, password: string) => post('sign-in/email', { email, password })
export const signUp = (name: string, email: string, password: string) =>
  post('sign-up/email', { name, email, password })
export const signOut = () => post('sign-out', {})
export const askForReset = (email: string) => post('request-password-reset', { email, redirectTo: '/reset' })
export const resetPassword = (token: string, newPassword: string) =>
  post('reset-password', { token, newPassword })
export const changeName = (name: string) => post('update-user', { name })
export const changePassword = (currentPassword: string, newPassword: string) =>
  post('change-password', { currentPassword, newPassword, revokeOtherSessions: true })

/** Leaves for the provider's page and comes back to `returnTo`. */
export async function signInWith(provider: string, returnTo: string): Promise<void> {
  const said = (await post('sign-in/social', { provider, callbackURL: returnTo })) as { url?: string }
  if (said.url) location.assign(said.url)
}
