import Elk from 'elkjs/lib/elk.bundled.js'
import { LayoutThread } from '@/app/_editor/model/elk'

/** ELK without a thread, for where there are no browser's workers. */
export const openHere = async () => new Elk()
export const layoutHere = new LayoutThread(openHere).layout
