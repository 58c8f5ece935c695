// Which way live updates come, for the code that must care: a stream takes one of the few connections a browser opens
// to a host, so what can be polled is polled while streams are all there is.

export type ChannelState =
  /** Nothing asked for live updates yet, or not for a while. */
  | 'idle'
  | 'connecting'
  | 'open'
  /** The socket was open and is being opened again. */
  | 'lost'
  /** No socket gets through here; updates come as event streams. */
  | 'stream'

export interface Channel {
  readonly state: () => ChannelState
  readonly subscribe: (listener: () => void) => () => void
}

export class ChannelStore implements Channel {
  #state: ChannelState = 'idle'
  readonly #listeners = new Set<() => void>()

  state = (): ChannelState => this.#state

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** A tab that fell back to streams stays with them: changing over again would lose its place for nothing. */
  set(state: ChannelState): void {
    if (this.#state === state || this.#state === 'stream') return
    this.#state = state
    for (const listener of [...this.#listeners]) listener()
  }
}
