'use client'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { TRPCClientError } from '@trpc/client'
import { type ReactNode, useState } from 'react'
import { Toasts } from '../_ui/Toasts'
import { TRPCProvider } from './client'
import { connect } from './links'

const TRIES = 2

export function Providers({ children }: { children: ReactNode }) {
  const [queryClient] = useState(
    () =>
      new QueryClient({
        defaultOptions: {
          // What the server refused will be refused again; only what never arrived is worth another try.
          queries: { staleTime: 5_000, retry: (count, error) => count < TRIES && !isRefusal(error) },
        },
      }),
  )
  const [client] = useState(connect)
  return (
    <QueryClientProvider client={queryClient}>
      <TRPCProvider trpcClient={client} queryClient={queryClient}>
        <Toasts>{children}</Toasts>
      </TRPCProvider>
    </QueryClientProvider>
  )
}

const isRefusal = (error: unknown): boolean =>
  error instanceof TRPCClientError &&
  typeof error.data?.httpStatus === 'number' &&
  error.data.httpStatus < 500
