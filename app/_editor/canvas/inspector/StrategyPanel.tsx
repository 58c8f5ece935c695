'use client'
import { TIMEFRAMES } from '@/sandbox/ir/timeframe'
import { inputClass } from '../../../_ui/inputClass'
import { setTimeframe } from '../../model/edits/settings'
import type { Scene } from '../../model/graphState'
import { useSession } from '../context'
import { ParamList } from './ParamList'
import { Heading, Row } from './Row'
import { SubgraphList } from './SubgraphList'

/** What holds for the whole strategy: its bars, its parameters, its sub-graphs. */
export function StrategyPanel({ scene }: { readonly scene: Scene }) {
  const session = useSession()
  return (
    <>
      <Heading>Strategy</Heading>
      <Row label="Timeframe">
        {control => (
          <select
            id={control}
            className={inputClass('h-7!')}
            disabled={session.readOnly}
            value={scene.graph.timeframe ?? ''}
            onChange={event => {
              const chosen = TIMEFRAMES.find(each => each === event.target.value) ?? null
              session.do(setTimeframe(chosen))
            }}
          >
            <option value="">any</option>
            {TIMEFRAMES.map(timeframe => (
              <option key={timeframe}>{timeframe}</option>
            ))}
          </select>
        )}
      </Row>
      <ParamList
        scene={scene}
        none={
          session.readOnly
            ? 'It has none.'
            : 'Select a block and make one of its fields a parameter, or declare one here.'
        }
      />
      {scene.graph.subgraphs.size > 0 && <SubgraphList graph={scene.graph} />}
    </>
  )
}
