import type { Headline } from './headline'
import type { SplitPart, Variant, VariantId } from './variant'

/** `open`: there is nothing to judge by. */
export type Verdict = 'holds' | 'doubtful' | 'fails' | 'open'

export interface Finding {
  readonly about: 'costs' | 'delay' | 'best-trades' | 'split' | 'luck'
  readonly verdict: Verdict
  readonly text: string
}

/** What the variants of a run say of it, one sentence a question. */
export function findingsOf(variants: readonly Variant[], split: SplitPart): Finding[] {
  const ran = (id: VariantId): Headline | null => {
    const found = variants.find(variant => variant.id === id)
    return found?.kind === 'ran' ? found : null
  }
  const base = ran('costs-1')
  const profit = base?.stats['net-profit'] ?? null
  if (!base || profit === null) return []
  return [
    costs(profit, ran('costs-0'), ran('costs-2'), ran('costs-4')),
    delay(profit, ran('one-bar-later')),
    bestTrades(base, ran('without-best')),
    parts(split),
  ].filter(finding => finding !== null)
}

type Told = Finding | null

const profitOf = (headline: Headline | null): number | null => headline?.stats['net-profit'] ?? null

function costs(profit: number, free: Headline | null, twice: Headline | null, four: Headline | null): Told {
  const about = 'costs'
  const [without, atTwice, atFour] = [free, twice, four].map(profitOf)
  if (without == null || atTwice == null || atFour == null) return null
  if (profit <= 0)
    return without > 0
      ? { about, verdict: 'fails', text: 'The rule earns less than it costs: without costs it would gain.' }
      : { about, verdict: 'open', text: 'It loses even without costs; cheaper fills would not save it.' }
  if (atTwice <= 0) return { about, verdict: 'fails', text: 'At double cost nothing is left of the profit.' }
  const [two, fourth] = [atTwice / profit, atFour / profit]
  const end = fourth <= 0 ? ', and at four times the cost all of it' : ''
  if (two >= 0.75)
    return {
      about,
      verdict: fourth <= 0 ? 'doubtful' : 'holds',
      text: `Double cost takes ${percent(1 - two)} of the profit${end || `, four times the cost ${percent(1 - fourth)}`}.`,
    }
  return {
    about,
    verdict: 'doubtful',
    text: `${gone(two)} of the profit is gone at double cost${end}.`,
  }
}

function delay(profit: number, late: Headline | null): Told {
  const about = 'delay'
  const after = profitOf(late)
  if (after === null) return null
  if (profit <= 0)
    return {
      about,
      verdict: 'open',
      text: `There is no profit that a delay could take${after > 0 ? ', though a bar later it would gain' : ''}.`,
    }
  const kept = after / profit
  if (kept <= 0)
    return {
      about,
      verdict: 'fails',
      text: 'One bar later nothing is left: the profit hangs on being the first.',
    }
  if (kept < 0.6)
    return {
      about,
      verdict: 'doubtful',
      text: `${gone(kept)} of the profit is gone when every signal comes one bar later.`,
    }
  return {
    about,
    verdict: 'holds',
    text:
      kept > 1.05
        ? `One bar later it would even gain ${percent(kept - 1)} more: its moment does not matter much.`
        : `One bar later ${percent(Math.min(1, kept))} of the profit is still there.`,
  }
}

function bestTrades(base: Headline, rest: Headline | null): Told {
  const about = 'best-trades'
  const [profit, left] = [profitOf(base), profitOf(rest)]
  const trades = base.stats.trades ?? 0
  if (profit === null || left === null || profit <= 0) return null
  const best = trades - (rest?.stats.trades ?? 0)
  const them = best === 1 ? 'its only trade' : `its ${best} best trades`
  if (trades <= best)
    return {
      about,
      verdict: 'doubtful',
      text: `All of the profit comes from ${trades === 1 ? 'one trade' : `${trades} trades`}: too few to judge a rule by.`,
    }
  if (left <= 0)
    return {
      about,
      verdict: 'fails',
      text: `Without ${them} of ${written(trades)} it loses: the result hangs on them.`,
    }
  const kept = left / profit
  return kept < 0.5
    ? {
        about,
        verdict: 'doubtful',
        text: `${gone(kept)} of the profit comes from ${them} of ${written(trades)}.`,
      }
    : {
        about,
        verdict: 'holds',
        text: `Without ${them} of ${written(trades)}, ${percent(kept)} of the profit is still there.`,
      }
}

/** Both parts have different lengths, so it is their Sharpe ratios that are held against each other. */
function parts(split: SplitPart): Told {
  const about = 'split'
  if (split.kind === 'skipped') return null
  const since = new Date(split.at).toISOString().slice(0, 10)
  const before = profitOf(split.inSample)
  const after = profitOf(split.outOfSample)
  if (before === null || after === null) return null
  if (!split.outOfSample.stats.trades)
    return { about, verdict: 'open', text: `Out of sample, from ${since} on, no trade came to its end.` }
  if (after <= 0)
    return {
      about,
      verdict: before > 0 ? 'fails' : 'open',
      text:
        before > 0
          ? `It gains in sample and loses out of sample, from ${since} on.`
          : `It loses in sample and out of sample, which begins on ${since}.`,
    }
  if (before <= 0)
    return { about, verdict: 'doubtful', text: `It loses in sample and gains only from ${since} on.` }
  const { sharpe: kept } = split.kept
  if (kept === null)
    return {
      about,
      verdict: 'open',
      text: `It gains on both sides of ${since}; there are too few days to compare them by risk.`,
    }
  return kept < 0.5
    ? {
        about,
        verdict: 'doubtful',
        text: `${gone(kept)} of the Sharpe ratio is gone out of sample, from ${since} on.`,
      }
    : {
        about,
        verdict: 'holds',
        text: `Out of sample, from ${since} on, the Sharpe ratio is ${kept > 1 ? 'no worse than' : `${percent(kept)} of what it is`} in sample.`,
      }
}

/** What is no longer there, in words where a word is close. */
function gone(kept: number): string {
  const lost = 1 - kept
  if (lost < 0.2) return percent(lost)
  if (lost < 0.3) return 'A quarter'
  if (lost < 0.37) return 'A third'
  if (lost < 0.45) return percent(lost)
  if (lost < 0.55) return 'Half'
  if (lost < 0.7) return 'More than half'
  if (lost < 0.8) return 'Three quarters'
  return 'Almost all'
}

const percent = (share: number): string => `${Math.round(share * 100)} %`
const written = (count: number): string => count.toLocaleString('en-US')
