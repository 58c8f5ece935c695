import { FILTER_HELPERS } from '../../compile/filterHelpers'
import { FILTER_BARS } from '../../host/script/script'
import { list, note, script, table, text } from '../blocks'
import type { Chapter } from '../guide'

export const filters: Chapter = {
  id: 'filters',
  title: 'Filters of the old shape',
  summary: 'A function of ticker and klines that returns true or false keeps working.',
  sections: [
    {
      id: 'shape',
      title: 'The shape',
      blocks: [
        text('Paste such a filter as it is. It is a script with one output, `filter`.'),
        script(
          'filter',
          `function filter(ticker, klines, helpers, highVolumeNodes) {
  if (klines.length < 50) return false
  const rsi = helpers.getLatestRSI(klines, 14)
  const average = helpers.getLatestSMA(klines, 50)
  if (rsi === null || average === null) return false
  return rsi < 45 && ticker.lastPrice > average
}`,
        ),
        text('The body alone does as well:'),
        script(
          'filter',
          `const price = klines[klines.length - 1].close
const support = helpers.getClosestHVN(price, highVolumeNodes, 'below')
if (!support) return false
return helpers.isNearHVN(price, [support], 0.5) && ticker.priceChangePercent < 0`,
        ),
        table(
          ['Argument', 'Is'],
          [
            '`ticker`',
            'the last 24 hours: `symbol lastPrice openPrice highPrice lowPrice priceChange priceChangePercent volume quoteVolume`, and their short names `s c o h l p P v q`',
          ],
          [
            '`klines`',
            `up to ${FILTER_BARS} closed bars, the oldest first, the last one being judged. \`kline[4]\` and \`kline.close\` are the same`,
          ],
          ['`helpers`', 'the functions below'],
          ['`highVolumeNodes`', 'price rows with much volume in the last 100 bars, the strongest first'],
        ),
        list(
          'A kline is `[openTime, open, high, low, close, volume, closeTime, quoteVolume, …]`. Prices are numbers.',
          'What bars do not carry is derived: quote volume is volume at the close; numbers of trades are 0.',
          'A filter remembers nothing between bars.',
        ),
        note(
          'It runs its whole window at every bar. The same rule as a [formula](/docs/language/start) is many times faster, and tradeable.',
        ),
      ],
    },
    {
      id: 'helpers',
      title: 'Helpers',
      blocks: [
        text(
          'Lists are as long as `klines`; values that begin late are `null` until then. Helpers follow the conventions of the catalogue.',
        ),
        table(
          ['Helper', 'Gives'],
          ...FILTER_HELPERS.map(({ signature, summary }) => [`\`${signature}\``, summary]),
        ),
      ],
    },
  ],
}
