import { formatValue } from '../values/format-value.ts'
import { toNumber } from '../values/number.ts'
import { maybe, wants, type Builtins } from './builtin.ts'

/** Conversions between numbers and texts (DMN 1.5 §10.3.4.1). */
export const conversionBuiltins: Builtins = {
  string: [
    {
      parameters: [wants('from', 'any')],
      result: 'string',
      run: ([from], evaluation) => evaluation.madeText(formatValue(from, evaluation)),
    },
  ],
  number: [
    {
      parameters: [
        wants('from', 'string'),
        maybe('grouping separator', 'string'),
        maybe('decimal separator', 'string'),
      ],
      result: 'number',
      run: ([from, grouping, decimal], evaluation) => {
        evaluation.spend(from.length >> 4)
        return parseNumber(from, grouping, decimal)
      },
    },
  ],
}

const GROUPING = [null, ' ', ',', '.']
const DECIMAL = [null, '.', ',']

function parseNumber(from: string, grouping: string | null, decimal: string | null) {
  if (!GROUPING.includes(grouping) || !DECIMAL.includes(decimal) || (grouping !== null && grouping === decimal))
    return null
  const plain = grouping === null ? from : from.replaceAll(grouping, '')
  return toNumber(decimal === null ? plain : plain.replaceAll(decimal, '.'))
}
