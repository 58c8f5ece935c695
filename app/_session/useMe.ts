'use client'
import { useQuery } from '@tanstack/react-query'
import { type Outputs, useTRPC } from '../_trpc/client'

export type Me = Outputs['session']['me']
export type MyWorkspace = Me['workspaces'][number]

export const useMe = () => useQuery(useTRPC().session.me.queryOptions(undefined, { staleTime: 30_000 }))
