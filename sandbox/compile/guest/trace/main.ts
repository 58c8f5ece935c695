import './guards'
import './signs'
import { enter } from './documents'

Object.assign(globalThis, { __enter: enter })
