import type { ElementContent } from '../../content.ts'
import type { ElementReading } from '../element-reading.ts'

/** What may be the name of a form of ours, also as `jingwei:expense_edit`. */
const OURS = /^(?:jingwei:|jw:)?([a-z][a-z0-9_]{0,62})$/

/** The form that a key names, when it can be one of ours; another engine's forms are not shown. */
export function readForm(key: string | undefined, what: string, at: ElementReading): Partial<ElementContent> {
  if (key === undefined) return {}
  const form = OURS.exec(key)?.[1]
  if (form !== undefined) return { form }
  at.notMapped(`${what}="${key}"`, 'Forms of other engines are not shown. Name one of ours in jw:form.')
  return {}
}
