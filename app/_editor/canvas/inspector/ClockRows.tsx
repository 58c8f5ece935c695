'use client'
import type { OperatorBlock } from '@/sandbox/compile/graph/document'
import { TIMEFRAMES } from '@/sandbox/ir/timeframe'
import { inputClass } from '../../../_ui/inputClass'
import { setClock } from '../../model/edits/blocks'
import type { Scene } from '../../model/graphState'
import { timeframeRefusal } from '../../model/wireCheck'
import { useSession } from '../context'
import { Row } from './Row'

const SYMBOL = /^[A-Za-z0-9][A-Za-z0-9._:/-]{0,39}$/

/** The bars an operator computes on, where they are not the strategy's own. */
export function ClockRows({ block, scene }: { readonly block: OperatorBlock; readonly scene: Scene }) {
  const session = useSession()
  return (
    <>
      <Row label="Timeframe">
        {control => (
          <select
            id={control}
            className={inputClass('h-7!')}
            disabled={session.readOnly}
            value={block.timeframe ?? ''}
            onChange={event =>
              session.do(setClock(scene, block.id, { timeframe: event.target.value || undefined }))
            }
          >
            <option value="">the strategy’s own</option>
            {TIMEFRAMES.map(timeframe => (
              <option key={timeframe} disabled={timeframeRefusal(scene, timeframe) !== null}>
                {timeframe}
              </option>
            ))}
          </select>
        )}
      </Row>
      <Row label="Symbol">
        {control => (
          <input
            id={control}
            key={block.symbol ?? ''}
            className={inputClass('h-7!')}
            placeholder="the strategy’s own"
            readOnly={session.readOnly}
            defaultValue={block.symbol ?? ''}
            onBlur={event => {
              const symbol = event.target.value.trim()
              if (symbol === (block.symbol ?? '')) return
              if (symbol === '' || SYMBOL.test(symbol))
                session.do(setClock(scene, block.id, { symbol: symbol || undefined }))
              else session.say('A symbol holds letters, digits and . _ : / - only.')
            }}
          />
        )}
      </Row>
    </>
  )
}
