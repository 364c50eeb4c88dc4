import { InvalidInput } from '../../../../base/errors.ts'

/**
 * `name=value` as what a run's variables must contain: per filter the forms that the value may have there. A number may be
 * kept as a number or as decimal text; text in quotes is text only.
 */
export function wantedVariables(filters: readonly string[]): Record<string, unknown>[][] {
  return filters.map(filter => {
    const at = filter.indexOf('=')
    if (at < 1) throw new BadVariableFilter(filter)
    const name = filter.slice(0, at).trim()
    return formsOf(filter.slice(at + 1).trim()).map(value => ({ [name]: value }))
  })
}

function formsOf(text: string): unknown[] {
  const value = jsonOf(text)
  if (value === undefined) return [text]
  return typeof value === 'number' ? [value, text] : typeof value === 'object' && value !== null ? [text] : [value]
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

export class BadVariableFilter extends InvalidInput {
  constructor(filter: string) {
    const message = `"${filter.slice(0, 60)}" is no filter: write name=value, e.g. amount=100 or city="上海".`
    super('flow.bad_variable_filter', message, {
      status: 400,
      problems: [{ pointer: '/variables', code: 'flow.bad_variable_filter', message }],
    })
  }
}
