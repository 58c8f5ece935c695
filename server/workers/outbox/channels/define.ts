import type { z } from 'zod'

/** A way out of this house. */
export interface Channel {
  readonly id: string
  /** Resolves when the other side has it; a rejection is tried again later, but for an `Undeliverable`. */
  readonly deliver: (payload: unknown, delivery: Delivery) => Promise<void>
}

export interface Delivery {
  /** Same meaning, same key. */
  readonly key: string
  readonly signal: AbortSignal
}

interface Entry<Payload> {
  readonly id: string
  readonly payload: z.ZodType<Payload>
  /**
   * May be called twice for one key (a crash between delivery and its record), so it hands the key over wherever the
   * other side can use one.
   */
  readonly deliver: (payload: Payload, delivery: Delivery) => Promise<void>
}

export const channel = <Payload>({ id, payload, deliver }: Entry<Payload>): Channel => ({
  id,
  deliver: async (raw, delivery) => {
    const parsed = payload.safeParse(raw)
    if (parsed.success) return deliver(parsed.data, delivery)
    const [issue] = parsed.error.issues
    throw new Undeliverable(`The message can't be read: ${issue?.path.join('.')}: ${issue?.message}`)
  },
})

/** Thrown when trying again can't help; the row is given up at once. */
export class Undeliverable extends Error {
  override readonly name = 'Undeliverable'
}
