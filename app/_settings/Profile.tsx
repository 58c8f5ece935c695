'use client'
import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { PASSWORD_MIN } from '../_session/AuthForm'
import { changeName, changePassword } from '../_session/auth'
import { useHere } from '../_session/workspace'
import { useTRPC } from '../_trpc/client'
import { Button } from '../_ui/Button'
import { TextField } from '../_ui/Field'
import { explain } from '../_ui/problem'
import { useSay } from '../_ui/Toasts'

export function Profile() {
  const { me } = useHere()
  const trpc = useTRPC()
  const queries = useQueryClient()
  const say = useSay()
  const [name, setName] = useState(me.name)
  const [problem, setProblem] = useState<string | null>(null)
  const saveName = async (event: FormEvent) => {
    event.preventDefault()
    try {
      await changeName(name)
      await queries.invalidateQueries({ queryKey: trpc.session.me.queryKey() })
      say.done('Your name is changed')
    } catch (error) {
      say.failed('Your name is as it was', error)
    }
  }
  const savePassword = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = event.currentTarget
    const fields = new FormData(form)
    setProblem(null)
    try {
      await changePassword(String(fields.get('current')), String(fields.get('next')))
      form.reset()
      say.done('Your password is changed', 'You were signed out everywhere else.')
    } catch (error) {
      setProblem(explain(error).sentence)
    }
  }
  if (me.isGuest) return <p className="text-soft">Sign up to have a name, a password and your work kept.</p>
  return (
    <div className="grid gap-6 sm:grid-cols-2">
      <form onSubmit={event => void saveName(event)} className="flex flex-col items-start gap-3">
        <div className="w-full">
          <TextField
            label="Name"
            value={name}
            maxLength={80}
            required
            onChange={event => setName(event.target.value)}
          />
        </div>
        <p className="text-faint">{me.email}</p>
        <Button type="submit" disabled={name.trim() === '' || name === me.name}>
          Save name
        </Button>
      </form>
      <form onSubmit={event => void savePassword(event)} className="flex flex-col gap-3">
        <TextField
          label="Current password"
          name="current"
          type="password"
          autoComplete="current-password"
          required
          problem={problem}
        />
        <TextField
          label="New password"
          name="next"
          type="password"
          autoComplete="new-password"
          minLength={PASSWORD_MIN}
          required
          hint={`At least ${PASSWORD_MIN} characters.`}
        />
        <Button type="submit" className="self-start">
          Change password
        </Button>
      </form>
    </div>
  )
}
