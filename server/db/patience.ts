/**
 * How long a transaction may wait for a connection, and how long it may take. Prisma's own limits, 2 and 5 s, ended sign-ups on a machine
 * whose processors were taken: a password is hashed inside one.
 */
export const TRANSACTIONS = { maxWait: 10_000, timeout: 30_000 } as const
