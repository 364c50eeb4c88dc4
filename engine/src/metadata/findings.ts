import { nearest } from '../base/nearest.ts'
import type { ScopeShape, FeelType } from '../expression/feel-type.ts'
import type { CompiledExpression } from '../expression/compiled-expression.ts'
import { compileExpressionAt } from './compile-expression-at.ts'
import type { Diagnostic } from './diagnostic.ts'
import type { EntityModel, FieldModel } from './entity-model.ts'
import { diagnosticAt, type Fault } from './diagnostic-at.ts'
import type { Linker, Reference, Source } from './kind.ts'

/** What the checks of one definition find: its faults and what it uses. One per `compile`. */
export class Findings {
  readonly diagnostics: Diagnostic[] = []
  readonly references: Reference[] = []
  readonly link: Linker
  readonly #source: Source

  constructor(source: Source, link: Linker) {
    this.#source = source
    this.link = link
  }

  fault(pointer: string, fault: Fault): void {
    this.diagnostics.push(diagnosticAt(this.#source, pointer, fault))
  }

  /** A name that is not known; the nearest of `known` is proposed. */
  unknown(pointer: string, fault: { code: string; message: string; name: string; known: Iterable<string> }): void {
    this.fault(pointer, { code: fault.code, message: fault.message, nearest: nearest(fault.name, fault.known) })
  }

  /** A field by name, or a fault `<kind>.unknown_field`. */
  field(
    pointer: string,
    name: string,
    place: { fields: readonly FieldModel[]; of: string; kind: string },
  ): FieldModel | undefined {
    const field = place.fields.find(each => each.name === name)
    if (field) this.refer(`entity/${place.of.replace('.', '#')}${place.of.includes('.') ? '.' : '#'}${name}`, pointer)
    else {
      const known = place.fields.map(each => each.name)
      this.unknown(pointer, {
        code: `${place.kind}.unknown_field`,
        message: `"${place.of}" has no field "${name}".`,
        name,
        known,
      })
    }
    return field
  }

  /** A compiled entity, or a fault `<kind>.unknown_entity`. */
  compiledEntity(pointer: string, name: string, kind: string): EntityModel | undefined {
    const model = this.link.compiled<EntityModel>('entity', name)
    if (model) this.refer(`entity/${name}`, pointer)
    else {
      const exists = this.link.source('entity', name) !== undefined
      const message = exists
        ? `The entity "${name}" has faults of its own. Correct them first.`
        : `There is no entity "${name}".`
      const known = exists ? [] : this.link.names('entity')
      this.unknown(pointer, { code: `${kind}.unknown_entity`, message, name, known })
    }
    return model
  }

  refer(to: string, at: string): void {
    this.references.push({ to, at })
  }

  /** Compiles FEEL at a pointer; undefined when it has a fault. */
  expression(pointer: string, text: string, scope: ScopeShape, expected?: FeelType): CompiledExpression | undefined {
    const place = { source: this.#source, pointer, text, scope, link: this.link }
    const { expression, diagnostics } = compileExpressionAt(expected === undefined ? place : { ...place, expected })
    this.diagnostics.push(...diagnostics)
    return expression
  }
}
