import type { FrameLimits } from './frames'

const MIB = 1024 * 1024

/** What the child takes from its parent. */
export const CHILD_FRAMES: FrameLimits = { wordBytes: 8 * MIB, columnBytes: 256 * MIB }
/** What the parent takes from its child: programs, texts, out columns. */
export const PARENT_FRAMES: FrameLimits = { wordBytes: 8 * MIB, columnBytes: 128 * MIB }
