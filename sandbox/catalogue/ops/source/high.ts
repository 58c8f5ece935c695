import { source } from './source'

export const high = source('high', 'High', 'Highest price of the bar.', ['price'])
