import type { CompiledExpression, ExpressionFault, FeelFunctions } from '../../../expression/index.ts'
import type { ScopeShape } from '../../../expression/feel-type.ts'
import type { EntityModel } from '../../../metadata/entity-model.ts'
import type { Linker, NamePlace, Reference } from '../../../metadata/kind.ts'
import type { FlowContent } from '../content.ts'
import type { Reads } from '../graph.ts'
import type { VariableRead } from './check-variables.ts'
import type { Faults } from './faults.ts'
import type { NamePlaces } from './name-places.ts'
import type { ProcessStructure } from './process-structure.ts'

/** What compiling one process carries along. */
export interface Compiling {
  content: FlowContent
  process: ProcessStructure
  /**
   * Written for this engine. Texts of other tools, or of none, may name what we don't know, and leave to the run what we ask
   * of an author: those faults are warnings there, or none.
   */
  strict: boolean
  link: Linker
  faults: Faults
  references: Reference[]
  /** Where the names of the references stand. */
  names: NamePlaces
  /** Model of the record that the flow is about; null without one, or when it has faults of its own. */
  subject: EntityModel | null
  subjectName: string | null
  /** Grows by the names that an open process turns out to read. */
  scope: ScopeShape
  /** What `scope` was and is, for names in expressions that were compiled before it grew. */
  scopes: Set<object>
  /** Variables may come from outside, so that a name that nothing sets is no fault. */
  open: boolean
  /** Variables that the expressions read, found on the way. */
  variableReads: VariableRead[]
  functions: FeelFunctions
  /** FEEL texts that were compiled with the present scope. */
  compiled: Map<string, CompiledFeel>
}

export interface CompiledFeel {
  expression?: CompiledExpression
  faults: ExpressionFault[]
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
  /** What is compiled now is asked when the element is done, and sees what the element has set. */
  late?: boolean
}
