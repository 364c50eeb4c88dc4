import type { FeelFunctions } from '../../../expression/index.ts'
import type { ScopeShape } from '../../../expression/feel-type.ts'
import type { EntityModel } from '../../../metadata/entity-model.ts'
import type { Linker, NamePlace, Reference } from '../../../metadata/kind.ts'
import type { FlowContent } from '../content.ts'
import type { Reads } from '../graph.ts'
import type { VariableRead } from './check-variables.ts'
import type { Faults } from './faults.ts'
import type { NamePlaces } from './name-places.ts'

/** What compiling one flow carries along. */
export interface Compiling {
  content: FlowContent
  link: Linker
  faults: Faults
  references: Reference[]
  /** Where the names of the references stand. */
  names: NamePlaces
  /** Model of the record that the flow is about; null without one, or when it has faults of its own. */
  subject: EntityModel | null
  subjectName: string | null
  scope: ScopeShape
  /** Variables that the expressions read, found on the way. */
  variableReads: VariableRead[]
  functions: FeelFunctions
}

/** Notes a use of another definition, at the attributes in which the element says its name, such as `approver@field`. */
export function refer(
  { references, names }: Pick<Compiling, 'references' | 'names'>,
  { to, at, in: attributes }: { to: string; at: string; in: readonly string[] },
): void {
  const name = to.slice(to.search(/[#/](?=[^#/]*$)/) + 1)
  referAt(
    references,
    { to, at },
    attributes.flatMap(attribute => names.attribute(at, attribute, name)),
  )
}

/** One reference for each place, or one that knows only its element. */
export function referAt(references: Reference[], reference: Reference, places: readonly NamePlace[]): void {
  if (places.length === 0) references.push(reference)
  for (const name of places) references.push({ ...reference, name })
}

/** One element being compiled: what its expressions read is noted on the way. */
export interface CompilingElement {
  compiling: Compiling
  id: string
  reads: Reads
}
