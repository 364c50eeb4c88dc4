import { nearest } from '../base/nearest.ts'
import type { ScopeShape, FeelType } from '../expression/feel-type.ts'
import type { CompiledExpression } from '../expression/compiled-expression.ts'
import { compileExpressionAt } from './compile-expression-at.ts'
import type { Diagnostic } from './diagnostic.ts'
import type { EntityModel, FieldModel } from './entity-model.ts'
import { diagnosticAt, type Fault } from './diagnostic-at.ts'
import { pointerTo } from './json-pointer.ts'
import { expressionUses } from './expression-uses.ts'
import type { Linker, NamePlace, Reference, Source } from './kind.ts'

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

  /** A fault whose sentence is complete: the nearest name is not added to it. */
  report(pointer: string, { nearest: meant, ...fault }: Fault): void {
    const found = diagnosticAt(this.#source, pointer, fault)
    this.diagnostics.push(meant === undefined ? found : { ...found, nearest: meant })
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
    namePlace?: NamePlace,
  ): FieldModel | undefined {
    const field = place.fields.find(each => each.name === name)
    if (field) this.referField(field, pointer, namePlace)
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

  /** Another definition by name, or a fault. One that has faults of its own is reported there, and is found here. */
  linked(pointer: string, { kind, name, code }: { kind: string; name: string; code: string }): Source | undefined {
    const found = this.link.source(kind, name)
    if (found) this.refer(`${kind}/${name}`, pointer)
    else {
      const message = `There is no ${kind} "${name}".`
      this.unknown(pointer, { code, message, name, known: this.link.names(kind) })
    }
    return found
  }

  /** A key that stands twice in a list where it is the identity. */
  uniqueKeys(items: readonly { key: string }[], { at, code }: { at: string; code: string }): void {
    const seen = new Set<string>()
    items.forEach(({ key }, i) => {
      if (seen.has(key)) this.fault(pointerTo(at, i, 'key'), { code, message: `"${key}" stands twice. Rename one.` })
      seen.add(key)
    })
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

  refer(to: string, at: string, name?: NamePlace): void {
    this.references.push(name === undefined ? { to, at } : { to, at, name })
  }

  /** A field that stands at a pointer, or in a part of the text there. Fields of the engine itself are no reference. */
  referField(field: Pick<FieldModel, 'address'>, at: string, name?: NamePlace): void {
    if (field.address !== undefined) this.refer(field.address, at, name)
  }

  /** Compiles FEEL at a pointer, `offset` letters behind the start of the string there; undefined when it has a fault. */
  expression(
    pointer: string,
    text: string,
    scope: ScopeShape,
    expected?: FeelType,
    offset = 0,
  ): CompiledExpression | undefined {
    const place = { source: this.#source, pointer, text, scope, link: this.link }
    const { expression, diagnostics } = compileExpressionAt(expected === undefined ? place : { ...place, expected })
    this.diagnostics.push(...diagnostics)
    for (const { address, from, to } of expression ? expressionUses(expression) : [])
      this.refer(address, pointer, { in: 'value', from: from + offset, to: to + offset })
    return expression
  }
}
