import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, test } from 'vitest'
import EntryPage, { generateMetadata } from '@/app/docs/catalogue/[id]/page'
import CataloguePage from '@/app/docs/catalogue/page'
import { entries } from '@/sandbox/catalogue'

const page = async (id: string) => renderToStaticMarkup(await EntryPage({ params: Promise.resolve({ id }) }))
const list = async (q?: string) =>
  renderToStaticMarkup(await CataloguePage({ searchParams: Promise.resolve(q === undefined ? {} : { q }) }))

describe('the catalogue in the app', () => {
  test('lists every entry with a link to its page', async () => {
    const markup = await list()
    expect(entries.filter(({ id }) => !markup.includes(`href="/docs/catalogue/${id}"`))).toEqual([])
  })

  test('narrows to what is searched and says so when nothing fits', async () => {
    const found = await list('boll')
    expect(found).toContain('/docs/catalogue/bb"')
    expect(found).not.toContain('/docs/catalogue/obv"')
    expect(await list('xyzzy')).toContain('Nothing is called “xyzzy”')
  })

  test('shows formula, memory, parameters, picture and code of an entry', async () => {
    const markup = await page('macd')
    for (const text of [
      'ta.macd(source, fast, slow, signal)',
      '<svg',
      'Memory',
      'fast',
      'export default strategy',
    ])
      expect(markup).toContain(text)
    expect(await generateMetadata({ params: Promise.resolve({ id: 'macd' }) })).toMatchObject({
      title: 'MACD',
    })
  })

  test('answers an unknown id with not found', async () => {
    await expect(page('nothing')).rejects.toThrow(/NEXT_HTTP_ERROR_FALLBACK;404/)
  })
})
