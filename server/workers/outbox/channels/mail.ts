import { z } from 'zod'
import type { Mail } from '../../../mail'
import { channel } from './define'

const letter = z.strictObject({
  to: z.email(),
  subject: z.string().min(1).max(300),
  text: z.array(z.string().max(5_000)).min(1).max(50),
})

/** A letter. Mail servers know no idempotency key: after a crash at the wrong moment it may arrive twice. */
export const mailChannel = (mail: Mail) =>
  channel({ id: 'mail', payload: letter, deliver: payload => mail.send(payload) })
