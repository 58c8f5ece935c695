'use client'
import Link from 'next/link'
import { useSearchParams } from 'next/navigation'
import { Suspense, useState } from 'react'
import { AuthForm, PASSWORD_MIN } from '@/app/_session/AuthForm'
import { resetPassword } from '@/app/_session/auth'
import { TextField } from '@/app/_ui/Field'
import { explain } from '@/app/_ui/problem'

function Reset() {
  const token = useSearchParams().get('token')
  const [state, setState] = useState<'asking' | 'sending' | 'done'>('asking')
  const [problem, setProblem] = useState<string | null>(null)
  const send = async (password: string) => {
    setState('sending')
    setProblem(null)
    try {
      await resetPassword(token ?? '', password)
      setState('done')
    } catch (error) {
      setProblem(explain(error).sentence)
      setState('asking')
    }
  }
  if (state === 'done')
    return (
      <div role="status">
        <h1 className="text-[17px] font-semibold">Your password is set</h1>
        <p className="mt-1 text-soft">You were signed out everywhere. Sign in with the new one.</p>
        <Link href="/sign-in" className="mt-4 inline-block text-accent hover:underline">
          Sign in
        </Link>
      </div>
    )
  return (
    <AuthForm
      title="Choose a new password"
      about="You will be signed out on all your devices."
      action="Set password"
      busy={state === 'sending'}
      problem={
        token ? problem : 'This link is not complete. Open it from the mail once more, or ask for a new one.'
      }
      onSubmit={event => {
        event.preventDefault()
        void send(String(new FormData(event.currentTarget).get('password')))
      }}
    >
      <TextField
        label="New password"
        name="password"
        type="password"
        autoComplete="new-password"
        minLength={PASSWORD_MIN}
        required
        autoFocus
        hint={`At least ${PASSWORD_MIN} characters.`}
      />
    </AuthForm>
  )
}

export default function ResetPage() {
  return (
    <Suspense>
      <Reset />
    </Suspense>
  )
}
