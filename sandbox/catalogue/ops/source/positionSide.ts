import { source } from './source'

export const positionSide = source(
  'positionSide',
  'Position side',
  '1 while a long position is open at the close of the bar, −1 a short one, 0 none. Missing where nobody trades, as in a screen.',
  ['in position', 'long', 'short', 'flat'],
  'position',
)
