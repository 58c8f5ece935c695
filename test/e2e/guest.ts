// Somebody who was never here, and what they own, made by the calls that the pages make. The front door and the dialogs have tests of
// their own (guest.spec.ts, gallery.spec.ts); elsewhere they would only be waited for.
import type { APIResponse, BrowserContext, Page } from '@playwright/test'
import { STARTERS } from '@/app/_strategies/starter'
import { templates } from '@/sandbox/templates'
import { served } from './fixtures'

interface Guest {
  readonly workspaceId: string
  /** `/w/…`, where every page of the workspace begins. */
  readonly workspace: string
}

const guests = new WeakMap<BrowserContext, Promise<Guest>>()

/** Signs in a new guest, once a browser context, and gives the address of their workspace. */
export const arrive = async (page: Page): Promise<string> => (await guestOf(page)).workspace

export interface Written {
  readonly name: string
  readonly kind: 'graph' | 'formula' | 'script' | 'filter'
  readonly document: string
}

/** Makes a strategy in the guest's workspace and opens it. */
export async function openStrategy(page: Page, strategy: Written): Promise<void> {
  const { workspaceId, workspace } = await guestOf(page)
  const made = await call(page, 'strategies.create', { workspaceId, ...strategy })
  const { strategyId } = await answered<{ strategyId: string }>(made)
  await page.goto(`${workspace}/strategies/${strategyId}`)
}

/** What the gallery begins with under this title. */
export function template(title: string): Omit<Written, 'name'> {
  const found = [...STARTERS, ...templates].find(each => each.title === title)
  if (!found) throw new Error(`The gallery has no ${title}.`)
  return { kind: found.kind, document: found.source }
}

function guestOf(page: Page): Promise<Guest> {
  const context = page.context()
  const guest = guests.get(context) ?? signIn(page)
  guests.set(context, guest)
  return guest
}

async function signIn(page: Page): Promise<Guest> {
  await said(await post(page, '/api/auth/sign-in/anonymous', {}))
  const me = await page.request.get(`${served()}/api/trpc/session.me`)
  const { workspaces } = await answered<{ workspaces: { id: string; slug: string }[] }>(me)
  const [first] = workspaces
  if (!first) throw new Error('A guest came in and has no workspace.')
  return { workspaceId: first.id, workspace: `/w/${first.slug}` }
}

const post = (page: Page, path: string, data: object): Promise<APIResponse> =>
  page.request.post(`${served()}${path}`, { data, headers: { origin: served() } })

const call = (page: Page, procedure: string, input: object): Promise<APIResponse> =>
  post(page, `/api/trpc/${procedure}`, { json: input })

async function said(response: APIResponse): Promise<unknown> {
  if (!response.ok()) throw new Error(`${response.url()}: ${response.status()} ${await response.text()}`)
  return response.json()
}

async function answered<Answer>(response: APIResponse): Promise<Answer> {
  const { result } = (await said(response)) as { result: { data: { json: Answer } } }
  return result.data.json
}
