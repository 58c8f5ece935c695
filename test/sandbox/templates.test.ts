import { describe, expect, test } from 'vitest'
import { templates } from '@/sandbox/templates'

describe('the gallery', () => {
  test('has at least 20 templates, sorted, each id once', () => {
    const ids = templates.map(template => template.id)
    expect(ids.length).toBeGreaterThanOrEqual(20)
    expect(ids).toEqual([...new Set(ids)].sort())
  })
})
