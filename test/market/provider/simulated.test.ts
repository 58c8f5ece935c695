import { describe } from 'vitest'
import { LISTED } from '@/server/market/simulated/listings'
import { simulatedProvider } from '@/server/market/simulated/provider'
import { providerContract } from './contract'
import { fastClock } from './fastClock'

describe('the simulated provider keeps the contract:', () => {
  const clock = fastClock(Date.UTC(2026, 10, 20, 10, 7, 33), 120)
  const provider = simulatedProvider(clock.now, clock.sleep)
  providerContract(() => ({
    provider,
    symbols: ['QUARKUSD', 'ABACUSUSD'],
    listed: LISTED,
    unknown: 'NOSUCH',
  }))
})
