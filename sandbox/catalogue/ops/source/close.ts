import { source } from './source'

export const close = source('close', 'Close', 'Last price of the bar.', ['price', 'last'])
