'use client'
import { useQueryClient } from '@tanstack/react-query'
import { UserRound } from 'lucide-react'
import Link from 'next/link'
import { type FormEvent, useState } from 'react'
import { PASSWORD_MIN } from '../_session/AuthForm'
import { changeName, changePassword } from '../_session/auth'
import { useHere } from '../_session/workspace'
import { useTRPC } from '../_trpc/client'
import { Button, buttonClass } from '../_ui/Button'
import { TextField } from '../_ui/Field'
import { explain } from '../_ui/problem'
import { Empty } from '../_ui/States'
import { useSay } from '../_ui/Toasts'
import { Part, Parts } from './Part'

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
  if (me.isGuest)
    return (
      <Empty
        icon={<UserRound size={18} />}
        title="You are a guest"
        actions={
          <Link href="/sign-up" className={buttonClass('primary')}>
            Sign up and keep your work
          </Link>
        }
      >
        Guests have no name and no password, and their workspace is cleared away after a while.
      </Empty>
    )
  return (
    <Parts>
      <Part title="Name" about="How your team sees you.">
        <form onSubmit={event => void saveName(event)} className="flex flex-col items-start gap-3">
          <div className="w-full">
            <TextField
              label="Name"
              value={name}
              maxLength={80}
              required
              hint={me.email}
              onChange={event => setName(event.target.value)}
            />
          </div>
          <Button type="submit" disabled={name.trim() === '' || name === me.name}>
            Save name
          </Button>
        </form>
      </Part>
      <Part title="Password" about="Changing it signs you out everywhere else.">
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
      </Part>
    </Parts>
  )
}
