import type { Diagnostic } from '../../metadata/diagnostic.ts'
import { pointerTo, pointerTokens, valueAt } from '../../metadata/json-pointer.ts'
import type { CompileResult } from '../../metadata/kind.ts'
import type { FormContent } from './content.ts'
import type { FormModel } from './form-model.ts'

export interface FittedForm {
  /** Null when nothing of the form fits, because its entity is gone or faulty. */
  form: FormModel | null
  /** Fields that the entity has no more (`amount`, `lines.cost`), in the form's order. */
  leftOut: string[]
}

/** A fault may hide others behind it; each round takes away at least one thing of the form. */
const MAX_ROUNDS = 10

/**
 * Fits a form of former times to its entity as it is now: what the checker refuses is taken away at its place. A field that
 * is gone is left out; a condition that can't be asked any more is dropped, but a field that may have been read-only is.
 * `compile` checks a content against the present entity. Pure.
 */
export async function fitToEntity(
  content: FormContent,
  compile: (content: FormContent) => Promise<CompileResult<FormModel>>,
): Promise<FittedForm> {
  const fitted = structuredClone(content)
  const leftOut: string[] = []
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const { compiled, diagnostics } = await compile(fitted)
    if (compiled !== undefined) return { form: compiled, leftOut }
    const errors = diagnostics.filter(each => each.severity === 'error')
    // From the end on, so that a removed item leaves the places of those before it.
    const places = [...new Set(errors.map(placeOf))].sort(byPlace).reverse()
    const gone = places.flatMap(place => takeAway(fitted, place))
    leftOut.unshift(...gone.reverse())
    if (places.every(place => !place.startsWith('/sections/'))) break
  }
  return { form: null, leftOut }
}

const placeOf = ({ pointer = '' }: Diagnostic): string => pointer

/** Numbers in pointers count as numbers: item 10 stands behind item 9. */
function byPlace(a: string, b: string): number {
  return a.localeCompare(b, 'en', { numeric: true })
}

/** Answers the field that is left out with it, if it is one. */
function takeAway(form: FormContent, place: string): string[] {
  const tokens = pointerTokens(place)
  const last = tokens.at(-1)!
  const owner = valueAt(form, pointerTo('', ...tokens.slice(0, -1))) as Record<string, unknown> | unknown[] | undefined
  if (owner === undefined || tokens[0] !== 'sections') return []
  if (last === 'field') return removeField(form, tokens.slice(0, -1))
  if (Array.isArray(owner)) owner.splice(Number(last), 1)
  else if (last === 'read_only_when') owner[last] = 'true'
  else delete owner[last]
  return []
}

function removeField(form: FormContent, tokens: readonly string[]): string[] {
  const list = valueAt(form, pointerTo('', ...tokens.slice(0, -1))) as { field: string }[]
  const [removed] = list.splice(Number(tokens.at(-1)), 1)
  if (removed === undefined) return []
  const parent = valueAt(form, pointerTo('', ...tokens.slice(0, -2))) as { field?: string } | undefined
  return [parent?.field === undefined ? removed.field : `${parent.field}.${removed.field}`]
}
