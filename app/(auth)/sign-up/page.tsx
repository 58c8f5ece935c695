'use client'
import Link from 'next/link'
import { Suspense } from 'react'
import { AuthForm, PASSWORD_MIN } from '@/app/_session/AuthForm'
import { signInAsGuest, signUp } from '@/app/_session/auth'
import { OAuthButtons } from '@/app/_session/OAuthButtons'
import { useAuthForm } from '@/app/_session/useAuthForm'
import { useMe } from '@/app/_session/useMe'
import { TextField } from '@/app/_ui/Field'

function SignUp() {
  const me = useMe().data
  const guest = me?.user?.isGuest === true
  const { busy, problem, to, submit } = useAuthForm(async field => {
    // Whoever comes here first gets the demo workspace too, by way of being a guest for a moment.
    if (me?.user === null && to === '/') await signInAsGuest()
    await signUp(field('name'), field('email'), field('password'))
  })
  return (
    <AuthForm
      title="Create your account"
      about={
        <>
          {guest && 'What you made as a guest comes along. '}
          Have an account?{' '}
          <Link href={`/sign-in?to=${encodeURIComponent(to)}`} className="text-accent hover:underline">
            Sign in
          </Link>
          .
        </>
      }
      action="Create account"
      busy={busy}
      problem={problem}
      onSubmit={submit}
      below={<OAuthButtons to={to} />}
    >
      <TextField label="Name" name="name" autoComplete="name" maxLength={80} required autoFocus />
      <TextField label="E-mail" name="email" type="email" autoComplete="email" required />
      <TextField
        label="Password"
        name="password"
        type="password"
        autoComplete="new-password"
        minLength={PASSWORD_MIN}
        required
        hint={`At least ${PASSWORD_MIN} characters.`}
      />
    </AuthForm>
  )
}

export default function SignUpPage() {
  return (
    <Suspense>
      <SignUp />
    </Suspense>
  )
}
