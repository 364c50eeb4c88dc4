/** A FEEL range. A null bound is open (`> 5` is a range from 5 without an end). */
export class FeelRange {
  readonly low: unknown
  readonly high: unknown
  readonly lowIncluded: boolean
  readonly highIncluded: boolean
  constructor(range: { low: unknown; high: unknown; lowIncluded: boolean; highIncluded: boolean }) {
    this.low = range.low
    this.high = range.high
    this.lowIncluded = range.lowIncluded
    this.highIncluded = range.highIncluded
  }
}
