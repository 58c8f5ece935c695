'use client'
import { useSearchParams } from 'next/navigation'
import { type FormEvent, useState } from 'react'
import { explain } from '../_ui/problem'

/** Only addresses of this site: a link must not send people elsewhere after they signed in. */
export const safePath = (to: string | null): string => (to && /^\/(?![/\\])/.test(to) ? to : '/')

interface AuthForm {
  readonly busy: boolean
  readonly problem: string | null
  readonly to: string
  readonly submit: (event: FormEvent<HTMLFormElement>) => void
}

/** A form of the accounts: sends its fields, then goes on to where the visitor wanted to be. */
export function useAuthForm(send: (field: (name: string) => string) => Promise<unknown>): AuthForm {
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const to = safePath(useSearchParams().get('to'))
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const fields = new FormData(event.currentTarget)
    setBusy(true)
    setProblem(null)
    try {
      await send(name => String(fields.get(name) ?? ''))
      // A new page, not a new view: what a guest or another person saw, and the socket that is theirs, end with the old one.
      location.assign(to)
    } catch (error) {
      setProblem(explain(error).sentence)
      setBusy(false)
    }
  }
  return { busy, problem, to, submit: event => void submit(event) }
}
