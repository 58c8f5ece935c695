import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { SETTINGS } from '@/server/env'

const dockerfile = readFileSync('Dockerfile', 'utf8')
const compose = readFileSync('compose.yaml', 'utf8')

test('every file that an image or a service starts exists', () => {
  const started = [...`${dockerfile}\n${compose}`.matchAll(/(?:scripts|server)\/[\w./-]+\.(?:mjs|ts)/g)].map(
    ([file]) => file,
  )
  expect(started).toContain('server/web.ts')
  expect(started).toContain('server/worker.ts')
  for (const file of started) expect(existsSync(file), file).toBe(true)
})

test('every folder that the image copies exists', () => {
  const copied = [...dockerfile.matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(([, sources]) =>
    sources!.split(' '),
  )
  for (const source of copied) expect(existsSync(source), source).toBe(true)
})

test('services are given only settings that exist', () => {
  const environment = compose.slice(
    compose.indexOf('environment: &environment'),
    compose.indexOf('\nservices:'),
  )
  const given = [...environment.matchAll(/^ {4}([A-Z_]+):/gm)].map(([, name]) => name!)
  expect(given).toContain('DATABASE_URL')
  for (const name of given) expect(SETTINGS).toHaveProperty(name)
})

test('no password stands in the image or the services', () => {
  expect(compose).not.toMatch(/PASSWORD: (?!\$\{)/)
  expect(dockerfile).not.toMatch(/PASSWORD|SECRET/)
})
