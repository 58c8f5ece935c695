// The web process under test, in a process of its own so that its memory is nobody else's.
import { liveHub } from '@/server/services'
import { openStage } from '../../api/stage'

const PEOPLE = 10

const stage = await openStage()
const people = []
for (let made = 0; made < PEOPLE; made++) {
  const { workspaceId, headers } = await stage.owner()
  people.push({ workspaceId, headers: headers() })
}
process.send?.({ kind: 'ready', url: stage.url, people })
process.on('message', question => {
  if (question !== 'how much?') return
  const { rss, heapUsed, external } = process.memoryUsage()
  process.send?.({ kind: 'memory', rss, heapUsed, external, cpu: process.cpuUsage(), ...liveHub.counts() })
})
process.once('disconnect', () => process.exit())
