import { catalogue as known } from '../../../sandbox/catalogue'
import { listingOf } from '../../../sandbox/catalogue/docs/listing'
import { memoryText } from '../../../sandbox/catalogue/docs/memoryText'
import { type Command, filesOf } from '../command'
import { alignedLeft } from '../table'

export const catalogue: Command = {
  name: 'catalogue',
  files: [],
  about: 'Every operator and composite: id, title, summary, ports, parameters, memory.',
  flags: {},
  async run(given) {
    filesOf(catalogue, given)
    const entries = known.entries.map(listingOf)
    return {
      ok: true,
      json: entries,
      text: alignedLeft(
        ['id', 'call', 'title', 'memory'],
        entries.map(({ id, call, title, memory }) => [id, call, title, memoryText(memory)]),
      ),
    }
  },
}
