import type { Fence } from './fence'

/** A fence in this Node process. */
export declare function openFence(): Promise<Fence>
