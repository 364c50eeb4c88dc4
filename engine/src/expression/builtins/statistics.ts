import { Decimal } from '../../base/decimal.ts'
import { bounded } from '../values/number.ts'
import { type Builtin, type Builtins } from './builtin.ts'
import { ofListOrItems } from './list-or-items.ts'

/** Functions of many numbers (DMN 1.5 §10.3.4.4). Null when one of them is null or no number. */
export const statisticsBuiltins: Builtins = {
  sum: ofNumbers(numbers => (numbers.length ? total(numbers) : null)),
  product: ofNumbers(numbers => (numbers.length ? numbers.reduce((all, each) => all.times(each)) : null)),
  mean: ofNumbers(numbers => (numbers.length ? mean(numbers) : null)),
  median: ofNumbers(numbers => (numbers.length ? median(sorted(numbers)) : null)),
  /** Of a sample: divided by n − 1, so one number has none. */
  stddev: ofNumbers(numbers => (numbers.length > 1 ? deviation(numbers) : null)),
  mode: ofListOrItems('number', { list: 'number' }, (list, evaluation) => {
    evaluation.spend(list.length * 4)
    return areNumbers(list) ? modes(sorted(list)) : null
  }),
}

function ofNumbers(compute: (numbers: readonly Decimal[]) => Decimal | null): Builtin[] {
  return ofListOrItems('number', 'number', (list, evaluation) => {
    evaluation.spend(list.length * 4)
    const result = areNumbers(list) ? compute(list) : null
    return result && bounded(result)
  })
}

const areNumbers = (list: readonly unknown[]): list is readonly Decimal[] => list.every(item => item instanceof Decimal)

const total = (numbers: readonly Decimal[]) => numbers.reduce((sum, each) => sum.plus(each), new Decimal(0))

const mean = (numbers: readonly Decimal[]) => total(numbers).dividedBy(numbers.length)

const sorted = (numbers: readonly Decimal[]) => numbers.toSorted((a, b) => a.comparedTo(b))

function median(ordered: readonly Decimal[]): Decimal {
  const upper = ordered[ordered.length >> 1]!
  return ordered.length % 2 ? upper : upper.plus(ordered[(ordered.length >> 1) - 1]!).dividedBy(2)
}

function deviation(numbers: readonly Decimal[]): Decimal {
  const middle = mean(numbers)
  const squares = numbers.map(each => each.minus(middle).pow(2))
  return total(squares)
    .dividedBy(numbers.length - 1)
    .sqrt()
}

/** All values that come most often, in ascending order. */
function modes(ordered: readonly Decimal[]): Decimal[] {
  let most = 0
  let found: Decimal[] = []
  for (let start = 0; start < ordered.length;) {
    let end = start
    while (end < ordered.length && ordered[end]!.equals(ordered[start]!)) end++
    if (end - start > most) [most, found] = [end - start, []]
    if (end - start === most) found.push(ordered[start]!)
    start = end
  }
  return found
}
