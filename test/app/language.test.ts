import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, test } from 'vitest'
import ChapterPage, { generateMetadata } from '@/app/docs/language/[chapter]/page'
import LanguagePage from '@/app/docs/language/page'
import { wordHref } from '@/app/docs/language/words'
import { catalogue } from '@/sandbox/catalogue'
import { PROBLEM_CODES } from '@/sandbox/compile/problems'
import { guide } from '@/sandbox/guide'

const propsOf = (chapter: string) => ({ params: Promise.resolve({ chapter }) })
const page = async (chapter: string) => renderToStaticMarkup(await ChapterPage(propsOf(chapter)))
const first = async (q?: string) =>
  renderToStaticMarkup(await LanguagePage({ searchParams: Promise.resolve(q === undefined ? {} : { q }) }))

describe('the guide in the app', () => {
  test('lists every chapter', async () => {
    const markup = await first()
    expect(guide.filter(({ id }) => !markup.includes(`href="/docs/language/${id}"`))).toEqual([])
  })

  test.each(guide.map(({ id }) => id))('%s has an anchor for each section and its neighbours', async id => {
    const markup = await page(id)
    const chapter = guide.find(each => each.id === id)!
    expect(chapter.sections.filter(section => !markup.includes(`id="${section.id}"`))).toEqual([])
    expect(markup.includes('rel="prev"')).toBe(chapter !== guide[0])
    expect(markup.includes('rel="next"')).toBe(chapter !== guide.at(-1))
    expect((await generateMetadata(propsOf(id))).title).toBe(chapter.title)
  })

  test('has an anchor for every problem code', async () => {
    const markup = await page('problems')
    expect(Object.keys(PROBLEM_CODES).filter(code => !markup.includes(`id="${code}"`))).toEqual([])
  })

  test('links functions in code and prose to their pages', async () => {
    expect(await page('start')).toContain('href="/docs/catalogue/rsi"')
    expect(await page('settling')).toContain('href="/docs/catalogue/obv"')
    expect(wordHref('within')).toBe('/docs/catalogue/within')
    expect(wordHref('tf')).toBe('/docs/language/clocks#tf')
    expect(wordHref('toString')).toBeNull()
    for (const { id } of catalogue.entries) {
      const href = wordHref(`ta.${id}`)
      if (href) expect(href).toMatch(/^\/docs\/catalogue\/\w+$/)
    }
  })

  test('finds sections by their words, titles first, and says when there are none', async () => {
    const found = await first('missing values')
    expect(found).toContain('href="/docs/language/series#missing"')
    expect(await first('xyzzy')).toContain('Nothing in the guide says that')
    expect(await first('xyzzy')).toContain('href="/docs/catalogue?q=xyzzy"')
  })

  test('answers an unknown chapter with not found', async () => {
    await expect(page('nothing')).rejects.toThrow(/NEXT_HTTP_ERROR_FALLBACK;404/)
  })
})
