import { source } from './source'

export const low = source('low', 'Low', 'Lowest price of the bar.', ['price'])
