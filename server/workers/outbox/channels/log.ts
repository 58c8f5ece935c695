import { z } from 'zod'
import { channel } from './define'

/** A line in the server's own log: for workspaces that only want to see that something would have been sent. */
export const logChannel = (say: (line: { key: string; message: string }) => void) =>
  channel({
    id: 'log',
    payload: z.strictObject({ message: z.string().min(1).max(2_000) }),
    deliver: async ({ message }, { key }) => say({ key, message }),
  })
