import { expect, test } from 'vitest'
import { named } from '@/app/_actions/keys'
import { commandOf } from '@/app/_editor/canvas/commands'

const NONE = { shiftKey: false, ctrlKey: false, metaKey: false, altKey: false }
const ctrl = (key: string, code: string) => ({ ...NONE, key, code, ctrlKey: true })
const shift = (key: string, code: string) => ({ ...NONE, key, code, shiftKey: true })

test.each([
  ['a Cyrillic', 'я', 'KeyZ'],
  ['a Greek', 'ζ', 'KeyZ'],
  ['a Hebrew', 'ז', 'KeyZ'],
  ['a Latin', 'z', 'KeyZ'],
  ['a German', 'z', 'KeyY'],
])('undo is where people know it on %s keyboard', (_, key, code) => {
  expect(named(ctrl(key, code))).toBe('mod+z')
  expect(commandOf(ctrl(key, code))?.id).toBe('undo')
})

test('letters that Latin keyboards print stay what they print', () => {
  expect(named({ ...NONE, key: 'q', code: 'KeyA' })).toBe('q')
  expect(named(shift('?', 'KeyM'))).toBe('?')
  expect(named({ ...NONE, key: 'ö', code: 'Semicolon' })).toBe('ö')
})

test('the question mark of an Arabic keyboard opens the sheet too', () => {
  expect(named(shift('؟', 'Slash'))).toBe('?')
})

test('shift counts on every keyboard', () => {
  expect(commandOf(shift('T', 'KeyT'))?.id).toBe('tidy')
  expect(commandOf(shift('Е', 'KeyT'))?.id).toBe('tidy')
  expect(commandOf({ ...ctrl('Я', 'KeyZ'), shiftKey: true })?.id).toBe('redo')
})
