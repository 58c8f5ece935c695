/** A step of prices or quantities as an exact decimal, so that its multiples carry no error of their own. */
export class Step {
  readonly size: number
  readonly #digits: number
  readonly #power: number

  constructor(size: number) {
    this.size = size
    // the shortest decimal that reads back as this number is the one that was meant: 0.1, not 0.1000000000000000055
    const [digits = '1', exponent = '0'] = size.toExponential().split('e')
    const decimals = (digits.split('.')[1] ?? '').length - Number(exponent)
    this.#digits = Number(digits.replace('.', '')) * 10 ** Math.max(0, -decimals)
    this.#power = 10 ** Math.max(0, decimals)
  }

  /** `count` steps: the number nearest to that decimal. */
  times(count: number): number {
    return (count * this.#digits) / this.#power
  }

  /** Whole steps in `value`, which may be a hair below the multiple it stands for. */
  within(value: number): number {
    const steps = (value * this.#power) / this.#digits
    return Math.floor(steps + Math.max(1e-9, Math.abs(steps) * 4e-16))
  }

  down(value: number): number {
    return this.times(this.within(value))
  }

  up(value: number): number {
    return -this.down(-value)
  }

  nearest(value: number): number {
    return this.times(Math.round((value * this.#power) / this.#digits))
  }
}

/** Digits of the starting cash that are kept; 2^53 leaves room to grow nine-thousandfold before a sum could round. */
const DIGITS = 12

/**
 * Money as whole numbers of a unit, a power of ten chosen by the starting cash: 1e-8 for 10,000. Every amount is rounded to it once,
 * when it comes about; sums after that are exact and do not depend on their order.
 */
export class MoneyScale {
  /** Units divided and multiplied by these are money; one of the two is 1, so that a single rounding is made. */
  readonly divisor: number
  readonly factor: number
  readonly #power: number

  constructor(cash: number) {
    const magnitude = Number(cash.toExponential().split('e')[1])
    this.#power = DIGITS - magnitude
    this.divisor = 10 ** Math.max(0, this.#power)
    this.factor = 10 ** Math.max(0, -this.#power)
  }

  unitsOf(money: number): number {
    return Math.round((money * this.divisor) / this.factor)
  }

  /** The decimal number nearest to so many units. */
  moneyOf(units: number): number {
    return (units / this.divisor) * this.factor
  }

  get unitsPerMoney(): number {
    return 10 ** this.#power
  }
}
