import type { WhoContent } from '../content.ts'

/** Items between the commas of a list; commas within `${…}`, `#{…}` and quotes there are no separators. */
export function splitList(text: string): string[] {
  const items: string[] = []
  let item = ''
  let depth = 0
  for (const letter of text) {
    if (letter === '{') depth++
    else if (letter === '}') depth = Math.max(0, depth - 1)
    if (letter === ',' && depth === 0) {
      items.push(item)
      item = ''
    } else item += letter
  }
  return [...items, item].map(each => each.trim()).filter(each => each !== '')
}

/** `kermit`, or an expression that gives a person. */
export const personOf = (text: string): WhoContent =>
  isExpression(text) ? { type: 'expression', value: text } : { type: 'person', code: text }

/** People who may claim a task, as a list or one FEEL expression that gives a list. */
export const candidateUsers = (text: string): WhoContent[] =>
  itemsOf(text).map(item => ({ ...personOf(item), candidate: true }))

/** Groups whose people may claim a task; groups are roles here. */
export const candidateGroups = (text: string): WhoContent[] =>
  itemsOf(text).map(item =>
    isExpression(item)
      ? { type: 'expression', value: item, gives: 'roles', candidate: true }
      : { type: 'role', name: item, candidate: true },
  )

const itemsOf = (text: string): string[] => (text.trim().startsWith('=') ? [text.trim()] : splitList(text))

export const isExpression = (text: string): boolean => text.startsWith('=') || /[$#]\{/.test(text)
