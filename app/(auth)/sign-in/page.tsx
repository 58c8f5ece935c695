'use client'
import Link from 'next/link'
import { Suspense } from 'react'
import { AuthForm } from '@/app/_session/AuthForm'
import { signIn } from '@/app/_session/auth'
import { OAuthButtons } from '@/app/_session/OAuthButtons'
import { useAuthForm } from '@/app/_session/useAuthForm'
import { TextField } from '@/app/_ui/Field'

function SignIn() {
  const { busy, problem, to, submit } = useAuthForm(field => signIn(field('email'), field('password')))
  return (
    <AuthForm
      title="Sign in"
      about={
        <>
          New here?{' '}
          <Link href={`/sign-up?to=${encodeURIComponent(to)}`} className="text-accent hover:underline">
            Create an account
          </Link>{' '}
          or{' '}
          <Link href="/" className="text-accent hover:underline">
            look around as a guest
          </Link>
          .
        </>
      }
      action="Sign in"
      busy={busy}
      problem={problem}
      onSubmit={submit}
      below={<OAuthButtons to={to} />}
    >
      <TextField label="E-mail" name="email" type="email" autoComplete="email" required autoFocus />
      <TextField
        label="Password"
        name="password"
        type="password"
        autoComplete="current-password"
        required
        hint={
          <Link href="/forgot" className="hover:text-ink">
            Forgot your password?
          </Link>
        }
      />
    </AuthForm>
  )
}

export default function SignInPage() {
  return (
    <Suspense>
      <SignIn />
    </Suspense>
  )
}
