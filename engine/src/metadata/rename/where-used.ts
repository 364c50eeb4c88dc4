import type { CompileInput, CompileOutput } from '../compile-definitions.ts'
import type { Place, Reference, Source } from '../kind.ts'
import { textPlaces } from '../text-places.ts'
import { caseUses } from './case-uses.ts'
import { inputTexts } from './input-texts.ts'
import { localeUses } from './locale-uses.ts'
import { locateReference, type NameUse } from './locate-reference.ts'
import { viewOf, type PackView } from './pack-view.ts'
import { targetNamed } from './rename-target.ts'

/** A place that names a definition, a field or a function. */
export interface Use extends Place {
  /** Path, or the id of a local text. */
  file: string
  /** What is named there: what was asked for, or a field of it. */
  to: string
  /** The definition that uses it; absent for cases and translations. */
  id?: string
  /** JSON pointer or element id in that definition. */
  at?: string
}

/**
 * Every place that names a definition (`sales/entity/contract`, its fields included), a field
 * (`sales/entity/contract#amount`) or a function (`function/pricing.margin`), in the order of the files. `output` is what
 * compiling `input` gave. Throws UnknownTarget.
 */
export function whereUsed(input: CompileInput, output: CompileOutput, asked: string): Use[] {
  const view = viewOf(input, output)
  const placeOf = placesIn(input)
  const target = asked.startsWith('function/') ? undefined : targetNamed(output, asked)
  const address = target?.address ?? asked
  const uses = [...output.sources.values()].flatMap(source =>
    (output.references.get(source.id) ?? [])
      .filter(({ to }) => to.startsWith(address) && ['', '#', '.'].includes(to.charAt(address.length)))
      .flatMap(reference => usesOf(view, source, reference, placeOf)),
  )
  const others = target ? [...caseUses(view, target), ...localeUses(view, target)] : []
  return inOrder([...uses, ...others.map(use => ({ to: address, ...placeOf(use) }))])
}

type PlaceOf = (use: NameUse) => Place & { file: string }

function placesIn(input: CompileInput): PlaceOf {
  const texts = inputTexts(input)
  const places = new Map<string, (offset: number) => Place>()
  return ({ file, from }) => {
    let place = places.get(file)
    if (!place) places.set(file, (place = textPlaces(texts.get(file)!)))
    return { file, ...place(from) }
  }
}

/** A use that is known only by its element or its whole value stands at the beginning of that. */
function usesOf(view: PackView, source: Source, reference: Reference, placeOf: PlaceOf): Use[] {
  const { to, at } = reference
  const name = to.slice(to.search(/[/#.](?=[^/#.]*$)/) + 1)
  const located = locateReference(view, source, reference, name).map(placeOf)
  const places = located.length > 0 ? located : [{ file: source.file, ...source.locate(at) }]
  return places.map(place => ({ to, ...place, id: source.id, at }))
}

/** Each place once. */
function inOrder(uses: readonly Use[]): Use[] {
  const unique = new Map(uses.map(use => [`${use.file}:${use.line}:${use.column} ${use.to}`, use]))
  return [...unique.values()].sort(
    (a, b) => (a.file === b.file ? 0 : a.file < b.file ? -1 : 1) || a.line - b.line || a.column - b.column,
  )
}
