// Runs in a web worker of a real browser: the same guests, told back as text.
import { openFence } from '@/sandbox/host/openFence'
import { runScript } from '@/sandbox/host/script/script'
import { REDTEAM_ROLE } from '../redteam/role'
import type { Errand, Told } from './errand'

self.onmessage = async ({ data }: MessageEvent<Errand>) => {
  const wasm = Uint8Array.from(atob(data.wasm), letter => letter.charCodeAt(0))
  const fence = await openFence({ wasm, now: () => performance.now() })
  const told: Told = {
    programs: data.programs.map(source => fence.run(REDTEAM_ROLE, { input: 'x', source, seed: 3 })),
    script: runScript(fence, data.code, {
      columns: data.columns.map(column => Float64Array.from(column)),
      segments: [{ symbol: 'A', from: 0, to: data.columns[0]!.length, state: null }],
    }),
  }
  self.postMessage(
    JSON.stringify(told, (_, value) => (value instanceof Float64Array ? [...value].map(String) : value)),
  )
}
