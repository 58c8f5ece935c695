import { source } from './source'

export const open = source('open', 'Open', 'First price of the bar.', ['price'])
