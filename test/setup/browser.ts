// Which browser the tests drive: the caller's, the system's, Playwright's own, or the one an npm package carries.
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { brotliDecompressSync } from 'node:zlib'
import { chromium, type LaunchOptions } from '@playwright/test'

const SYSTEM = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:/Program Files/Google/Chrome/Application/chrome.exe',
]
/** Nothing of the browser's own goes to the network, and it runs as root in containers. */
const QUIET = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
  '--no-first-run',
]

export function browser(): LaunchOptions {
  const system = process.env.CHROMIUM_PATH ?? SYSTEM.find(existsSync)
  if (system) return { executablePath: system, args: QUIET }
  if (existsSync(chromium.executablePath())) return { args: QUIET }
  const packaged = packagedBrowser()
  if (packaged) return { ...packaged, args: QUIET }
  throw new Error(
    'No Chromium found. Install one, set CHROMIUM_PATH, or run `npx playwright install chromium`.',
  )
}

/** The package holds compressed files for Linux on x64; they are unpacked once into the temporary folder. */
function packagedBrowser(): LaunchOptions | null {
  const source = path.resolve('node_modules/@sparticuz/chromium')
  if (process.platform !== 'linux' || process.arch !== 'x64' || !existsSync(source)) return null
  const { version } = JSON.parse(readFileSync(path.join(source, 'package.json'), 'utf8')) as {
    version: string
  }
  const home = path.join(tmpdir(), `sluice-chromium-${version}-${process.getuid?.()}`)
  if (!existsSync(home)) unpack(path.join(source, 'bin'), home)
  return {
    executablePath: path.join(home, 'chromium'),
    env: {
      ...(process.env as Record<string, string>),
      LD_LIBRARY_PATH: path.join(home, 'lib'),
      FONTCONFIG_PATH: home,
      HOME: home,
    },
  }
}

function unpack(bin: string, home: string): void {
  const partial = mkdtempSync(`${home}-`)
  const read = (name: string) => brotliDecompressSync(readFileSync(path.join(bin, `${name}.br`)))
  writeFileSync(path.join(partial, 'chromium'), read('chromium'), { mode: 0o755 })
  for (const archive of ['al2023.tar', 'fonts.tar', 'swiftshader.tar'])
    execFileSync('tar', ['-x', '-C', partial], { input: read(archive) })
  mkdirSync(path.join(partial, 'cache'), { recursive: true })
  const folders = [path.join(home, 'fonts'), '/usr/share/fonts'].map(folder => `<dir>${folder}</dir>`)
  writeFileSync(
    path.join(partial, 'fonts.conf'),
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>${folders.join('')}<cachedir>${home}/cache</cachedir></fontconfig>`,
  )
  renameSync(partial, home)
}
