// One good input for every procedure, made of one workspace's ids. The walls are tested with them: a member of one
// workspace calls with the ids of another, in whole and one by one, and must find and change nothing.
import type { Side } from './world'

type Ids = Side['ids']
type Input = (ids: Ids) => Record<string, unknown>

const FORMULA =
  "export default strategy({ name: 'x', timeframe: '1h' }, ({ close, ta }) => ({ filter: close > ta.sma(close, 3) }))"
const MINUTES = { venue: 'simulated', symbol: 'ANVILUSD', timeframe: '1m' } as const
const AN_HOUR = { from: Date.UTC(2026, 0, 5), to: Date.UTC(2026, 0, 5, 1) }

export const inputs: Readonly<Record<string, Input>> = {
  'apiKeys.create': ({ workspaceId }) => ({ workspaceId, name: 'ci', scopes: ['read'] }),
  'apiKeys.list': ({ workspaceId }) => ({ workspaceId }),
  'apiKeys.revoke': ({ workspaceId, keyId }) => ({ workspaceId, keyId }),
  'audit.list': ({ workspaceId }) => ({ workspaceId }),
  'backtests.again': ({ workspaceId, backtestId }) => ({ workspaceId, backtestId }),
  'backtests.create': ({ workspaceId, strategyId, versionId }) => ({
    workspaceId,
    strategyId,
    versionId,
    timeframe: '1h',
    universe: { steps: [{ kind: 'symbols', symbols: ['ANVILUSD'] }] },
  }),
  'backtests.get': ({ workspaceId, backtestId }) => ({ workspaceId, backtestId }),
  'backtests.list': ({ workspaceId, strategyId, backtestId }) => ({
    workspaceId,
    strategyId,
    cursor: backtestId,
  }),
  'backtests.metrics': ({ workspaceId }) => ({ workspaceId }),
  'backtests.remove': ({ workspaceId, backtestId }) => ({ workspaceId, backtestId }),
  'backtests.rename': ({ workspaceId, backtestId }) => ({ workspaceId, backtestId, name: 'renamed' }),
  'backtests.subject': ({ workspaceId, strategyId, versionId }) => ({ workspaceId, strategyId, versionId }),
  'backtests.trades': ({ workspaceId, backtestId }) => ({ workspaceId, backtestId }),
  'backtests.views': ({ workspaceId, backtestId }) => ({ workspaceId, backtestId }),
  'data.backfill': ({ workspaceId }) => ({ workspaceId, ...MINUTES, ...AN_HOUR }),
  'data.coverage': ({ workspaceId }) => ({ workspaceId, ...MINUTES, ...AN_HOUR }),
  'data.flags': ({ workspaceId }) => ({ workspaceId, ...MINUTES, ...AN_HOUR }),
  'data.history': ({ workspaceId }) => ({
    workspaceId,
    venue: 'simulated',
    symbol: 'ANVILUSD',
    timeframe: '1h',
    count: 3,
  }),
  'data.jobs': ({ workspaceId }) => ({ workspaceId, venue: 'simulated', symbol: 'ANVILUSD' }),
  'data.repair': ({ workspaceId }) => ({ workspaceId, ...MINUTES }),
  'data.series': ({ workspaceId }) => ({ workspaceId, venue: 'simulated', symbol: 'ANVILUSD' }),
  'imports.get': ({ workspaceId, importId }) => ({ workspaceId, importId }),
  'imports.list': ({ workspaceId }) => ({ workspaceId }),
  'imports.preview': ({ workspaceId }) => ({
    workspaceId,
    head: btoa('time,open,high,low,close\n2024-01-02,1,1,1,1\n'),
    isWhole: true,
  }),
  'imports.remove': ({ workspaceId, symbolId }) => ({ workspaceId, symbolId }),
  'imports.rename': ({ workspaceId, symbolId }) => ({ workspaceId, symbolId, name: 'renamed' }),
  'imports.sample': ({ workspaceId }) => ({ workspaceId }),
  'imports.symbols': ({ workspaceId }) => ({ workspaceId }),
  'invitations.accept': ({ invitationId }) => ({ invitationId }),
  'invitations.show': ({ invitationId }) => ({ invitationId }),
  'jobs.cancel': ({ workspaceId, jobId }) => ({ workspaceId, jobId }),
  'jobs.get': ({ workspaceId, jobId }) => ({ workspaceId, jobId }),
  'jobs.list': ({ workspaceId, jobId }) => ({ workspaceId, cursor: jobId }),
  'jobs.watch': ({ workspaceId }) => ({ workspaceId }),
  'machines.backtest': ({ workspaceId, backtestId }) => ({ workspaceId, backtest_id: backtestId }),
  'machines.execute': ({ workspaceId, strategyId }) => ({
    workspaceId,
    function: 'run_screener',
    strategy_id: strategyId,
  }),
  'machines.run': ({ workspaceId, runId }) => ({ workspaceId, run_id: runId }),
  'machines.strategies': ({ workspaceId }) => ({ workspaceId }),
  'machines.validateFilter': ({ workspaceId }) => ({ workspaceId, kind: 'formula', document: FORMULA }),
  'market.bars': ({ workspaceId }) => ({
    workspaceId,
    venue: 'simulated',
    symbol: 'ANVILUSD',
    timeframe: '1h',
    count: 2,
  }),
  'market.dayTickers': ({ workspaceId }) => ({ workspaceId, venue: 'simulated' }),
  'market.feed': ({ workspaceId }) => ({ workspaceId }),
  'market.instruments': ({ workspaceId }) => ({ workspaceId, venue: 'simulated' }),
  'market.venues': ({ workspaceId }) => ({ workspaceId }),
  'market.watchBars': ({ workspaceId }) => ({
    workspaceId,
    venue: 'simulated',
    symbols: ['QUARKUSD'],
    timeframe: '1m' as const,
  }),
  'market.watchFeed': ({ workspaceId }) => ({ workspaceId }),
  'members.cancelInvitation': ({ workspaceId, invitationId }) => ({ workspaceId, invitationId }),
  'members.invite': ({ workspaceId }) => ({ workspaceId, email: 'new@example.com' }),
  'members.leave': ({ workspaceId }) => ({ workspaceId }),
  'members.list': ({ workspaceId }) => ({ workspaceId }),
  'members.remove': ({ workspaceId, memberId }) => ({ workspaceId, memberId }),
  'members.setRole': ({ workspaceId, memberId }) => ({ workspaceId, memberId, role: 'viewer' }),
  'screens.create': ({ workspaceId, strategyId }) => ({
    workspaceId,
    strategyId,
    name: 'new',
    timeframe: '1h',
  }),
  'screens.get': ({ workspaceId, screenId }) => ({ workspaceId, screenId }),
  'screens.list': ({ workspaceId }) => ({ workspaceId }),
  'screens.live': ({ workspaceId, screenId }) => ({ workspaceId, screenId }),
  'screens.remove': ({ workspaceId, screenId }) => ({ workspaceId, screenId }),
  'screens.rename': ({ workspaceId, screenId }) => ({ workspaceId, screenId, name: 'renamed' }),
  'screens.rows': ({ workspaceId, runId }) => ({ workspaceId, runId }),
  'screens.run': ({ workspaceId, screenId }) => ({ workspaceId, screenId }),
  'screens.runs': ({ workspaceId, screenId, runId }) => ({ workspaceId, screenId, cursor: runId }),
  'screens.watch': ({ workspaceId, runId }) => ({ workspaceId, runId }),
  'session.end': () => ({ sessionId: 'no such session' }),
  'session.list': () => ({}),
  'session.me': () => ({}),
  'strategies.archive': ({ workspaceId, strategyId }) => ({ workspaceId, strategyId, archived: true }),
  'strategies.check': ({ workspaceId }) => ({ workspaceId, kind: 'formula', document: FORMULA }),
  'strategies.create': ({ workspaceId }) => ({
    workspaceId,
    name: 'new',
    kind: 'formula',
    document: FORMULA,
  }),
  'strategies.get': ({ workspaceId, strategyId }) => ({ workspaceId, strategyId }),
  'strategies.list': ({ workspaceId }) => ({ workspaceId }),
  'strategies.rename': ({ workspaceId, strategyId }) => ({ workspaceId, strategyId, name: 'renamed' }),
  'strategies.save': ({ workspaceId, strategyId }) => ({
    workspaceId,
    strategyId,
    base: 1,
    kind: 'formula',
    document: FORMULA,
  }),
  'strategies.versions': ({ workspaceId, strategyId }) => ({ workspaceId, strategyId }),
  'universes.create': ({ workspaceId }) => ({ workspaceId, name: 'new', venue: 'simulated' }),
  'universes.get': ({ workspaceId, universeId }) => ({ workspaceId, universeId }),
  'universes.list': ({ workspaceId }) => ({ workspaceId }),
  'universes.remove': ({ workspaceId, universeId }) => ({ workspaceId, universeId }),
  'universes.rename': ({ workspaceId, universeId }) => ({ workspaceId, universeId, name: 'renamed' }),
  'universes.resolve': ({ workspaceId, screenId }) => ({
    workspaceId,
    venue: 'simulated',
    universe: { steps: [{ kind: 'screen', screenId, keep: 'matched' }] },
  }),
  'universes.save': ({ workspaceId, universeId }) => ({ workspaceId, universeId, universe: { steps: [] } }),
  'workspaces.create': () => ({ name: 'new' }),
  'workspaces.remove': ({ workspaceId }) => ({ workspaceId }),
  'workspaces.rename': ({ workspaceId }) => ({ workspaceId, name: 'renamed' }),
  'workspaces.show': ({ workspaceId }) => ({ workspaceId }),
}

/** Procedures without a workspace, and what keeps them safe. */
export const withoutWorkspace: Readonly<Record<string, string>> = {
  'invitations.accept': 'the invitation must be for the address of the caller',
  'invitations.show': 'the id is the secret, and shows a name and an address',
  'session.end': 'ends sessions of the caller alone',
  'session.list': 'speaks of the caller alone',
  'session.me': 'speaks of the caller alone',
  'workspaces.create': 'makes something of the caller’s own',
}

/** What an owner is rightly refused although all ids are their own. */
export const refusedToOwners: Readonly<Record<string, string>> = {
  'members.leave': 'LAST_OWNER',
  'data.repair': 'NOT_POSSIBLE_NOW', // nothing is stored of it
}
