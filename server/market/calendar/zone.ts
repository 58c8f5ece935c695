const HOUR = 3_600_000
const QUARTER = HOUR / 4

/** Clocks on the wall of one zone, as the platform's time zone data has them. */
export class LocalTime {
  readonly #format: Intl.DateTimeFormat
  /** What the zone is ahead of UTC, by quarters of an hour: no zone changes its clock within one. */
  readonly #ahead = new Map<number, number>()

  constructor(zone: string) {
    this.#format = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' })
  }

  /** The moment at which a wall shows this time, itself given as if it were UTC. Where it shows it twice, the first. */
  utc(wall: number): number {
    if (Number.isNaN(wall)) return wall
    // the offsets a day before and after are those around any change; the earlier of two moments is the one with the larger
    const offsets = [this.ahead(wall - 24 * HOUR), this.ahead(wall + 24 * HOUR)].sort((a, b) => b - a)
    const meant = offsets.find(ahead => this.ahead(wall - ahead) === ahead)
    return wall - (meant ?? this.ahead(wall - 24 * HOUR))
  }

  /** What the zone's clocks are ahead of UTC at a moment, in ms. */
  ahead(utc: number): number {
    const quarter = Math.floor(utc / QUARTER)
    const known = this.#ahead.get(quarter)
    if (known !== undefined) return known
    const name = this.#format
      .formatToParts(quarter * QUARTER)
      .find(each => each.type === 'timeZoneName')?.value
    const [, sign, hours = '0', minutes = '0', seconds = '0'] =
      /GMT(?:([+-])(\d\d):(\d\d)(?::(\d\d))?)?/.exec(name ?? '') ?? []
    const size = Number(hours) * HOUR + Number(minutes) * 60_000 + Number(seconds) * 1_000
    const ahead = sign === '-' ? -size : size
    if (this.#ahead.size > 50_000) this.#ahead.clear()
    this.#ahead.set(quarter, ahead)
    return ahead
  }
}
