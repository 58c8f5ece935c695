'use client'
import Link from 'next/link'
import { type FormEvent, useState } from 'react'
import { AuthForm } from '@/app/_session/AuthForm'
import { askForReset } from '@/app/_session/auth'
import { TextField } from '@/app/_ui/Field'
import { explain } from '@/app/_ui/problem'

export default function ForgotPage() {
  const [state, setState] = useState<'asking' | 'sending' | 'sent'>('asking')
  const [problem, setProblem] = useState<string | null>(null)
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const email = String(new FormData(event.currentTarget).get('email'))
    setState('sending')
    setProblem(null)
    try {
      await askForReset(email)
      setState('sent')
    } catch (error) {
      setProblem(explain(error).sentence)
      setState('asking')
    }
  }
  if (state === 'sent')
    return (
      <div role="status">
        <h1 className="text-[17px] font-semibold">Look into your mail</h1>
        <p className="mt-1 text-soft">
          If there is an account with this address, a link to choose a new password is on its way. It works
          for an hour.
        </p>
        <Link href="/sign-in" className="mt-4 inline-block text-accent hover:underline">
          Back to sign-in
        </Link>
      </div>
    )
  return (
    <AuthForm
      title="Forgot your password?"
      about="We send you a link to choose a new one."
      action="Send the link"
      busy={state === 'sending'}
      problem={problem}
      onSubmit={event => void submit(event)}
    >
      <TextField label="E-mail" name="email" type="email" autoComplete="email" required autoFocus />
    </AuthForm>
  )
}
