'use client'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { createContext, type ReactNode, useContext, useState, useSyncExternalStore } from 'react'
import { isRefusal } from '../_ui/problem'
import { Tips } from '../_ui/Tip'
import { Toasts } from '../_ui/Toasts'
import type { Channel, ChannelState } from './channel'
import { TRPCProvider } from './client'
import { connect } from './links'

const TRIES = 2
/**
 * Every call is sent, whatever the browser holds of its connection: a server on this machine answers without one, and what waited in
 * silence would look as if it were done.
 */
const NETWORK_MODE = 'always'
const ChannelContext = createContext<Channel | null>(null)

export function Providers({ children }: { children: ReactNode }) {
  const [queryClient] = useState(
    () =>
      new QueryClient({
        defaultOptions: {
          // What the server refused will be refused again; only what never arrived is worth another try.
          queries: {
            staleTime: 5_000,
            retry: (count, error) => count < TRIES && !isRefusal(error),
            networkMode: NETWORK_MODE,
            refetchOnReconnect: true,
          },
          mutations: { networkMode: NETWORK_MODE },
        },
      }),
  )
  const [{ client, channel }] = useState(connect)
  return (
    <QueryClientProvider client={queryClient}>
      <TRPCProvider trpcClient={client} queryClient={queryClient}>
        <ChannelContext value={channel}>
          <Tips>
            <Toasts>{children}</Toasts>
          </Tips>
        </ChannelContext>
      </TRPCProvider>
    </QueryClientProvider>
  )
}

/** Which way live updates come, and whether they do. */
export function useChannel(): ChannelState {
  const channel = useContext(ChannelContext)
  if (!channel) throw new Error('useChannel is used outside of the providers')
  return useSyncExternalStore(channel.subscribe, channel.state, () => 'idle')
}
