import { nearest } from '../../base/nearest.ts'
import type { CompileOutput } from '../compile-definitions.ts'
import type { EntityModel, FieldModel } from '../entity-model.ts'
import { pointerTo } from '../json-pointer.ts'
import type { Kind, Source } from '../kind.ts'
import { InvalidNewName, RenameNotOffered, UnknownTarget } from './rename-errors.ts'

/** Something that definitions name: a definition, or a field of an entity. */
export interface NamedTarget {
  /** The definition, or the entity that has the field. */
  source: Source
  /** As references say it: `form/contract_edit`, `entity/contract#lines.gross`. */
  address: string
  oldName: string
  /** Pointer of a field's declaration; absent for a definition. */
  declaration?: string
  field?: FieldModel
}

export interface RenameTarget extends NamedTarget {
  newName: string
}

/** Whether a definition gets the new name: the target itself, and what is named after it. */
export function isRenamed(
  { id, kind, name }: Pick<Source, 'id' | 'kind' | 'name'>,
  { source, declaration }: NamedTarget,
  kinds: Iterable<Kind>,
): boolean {
  if (declaration !== undefined) return false
  if (id === source.id) return true
  return name === source.name && [...kinds].some(each => each.name === kind && each.namedAfter === source.kind)
}

/** Finds `<pack>/<kind>/<name>`, or `<pack>/<kind>/<name>#<field>` with `lines.gross` for a field of line items. */
export function targetNamed(output: CompileOutput, asked: string): NamedTarget {
  const [id = '', path] = asked.split('#')
  const source = output.sources.get(id)
  if (!source) throw new UnknownTarget(id, hint(id, output.sources.keys()))
  if (path === undefined) return { source, address: `${source.kind}/${source.name}`, oldName: source.name }
  const [first = '', second, ...more] = path.split('.')
  const fields = second === undefined ? fieldsOf(output, source) : (find(fieldsOf(output, source), first)?.fields ?? [])
  const oldName = second ?? first
  const field = more.length > 0 ? undefined : find(fields, oldName)
  if (!field)
    throw new UnknownTarget(
      asked,
      hint(
        oldName,
        fields.map(each => each.name),
      ),
    )
  const group = second === undefined ? '/properties' : pointerTo('/properties', first, 'items', 'properties')
  return { source, address: `entity/${source.name}#${path}`, oldName, declaration: pointerTo(group, oldName), field }
}

const NAME = /^[a-z][a-z0-9_]{0,62}$/

/** The same with the name that it shall have. `outputs`: everything first, then packs alone, which may have more fields. */
export function renameTarget(
  outputs: readonly CompileOutput[],
  asked: string,
  { newName, kinds }: { newName: string; kinds: readonly Kind[] },
): RenameTarget {
  if (!NAME.test(newName)) {
    const rule = 'lower-case letters, digits and underscores, beginning with a letter, at most 63'
    throw new InvalidNewName(`"${newName}" can't be a name: use ${rule}.`)
  }
  const target = targetNamed(outputs.find(output => hasTarget(output, asked)) ?? outputs[0]!, asked)
  if (target.field?.type === 'lines')
    throw new RenameNotOffered(`Line items keep their name, which is that of their table: "${target.oldName}" stays.`)
  const after = kinds.find(kind => kind.name === target.source.kind)?.namedAfter
  if (after !== undefined && target.declaration === undefined)
    throw new RenameNotOffered(`"${asked}" is named after the ${after} "${target.oldName}". Rename that.`)
  for (const output of outputs) checkFree(output, target, newName)
  return { ...target, newName }
}

function hasTarget(output: CompileOutput, asked: string): boolean {
  try {
    return targetNamed(output, asked) !== undefined
  } catch (error) {
    if (error instanceof UnknownTarget) return false
    throw error
  }
}

function checkFree(output: CompileOutput, { source, address, declaration }: NamedTarget, newName: string): void {
  if (declaration === undefined) {
    const taken = [...output.sources.values()].find(each => each.kind === source.kind && each.name === newName)
    if (taken) throw new InvalidNewName(`There is a ${source.kind} "${newName}" already: ${taken.id}.`)
    return
  }
  const wanted = address.replace(/[^#.]+$/, newName)
  const own = output.sources.get(source.id)
  const fields = (own ? fieldsOf(output, own) : []).flatMap(field => [field, ...(field.fields ?? [])])
  if (fields.some(field => field.address === wanted)) throw new InvalidNewName(`There is a field "${newName}" already.`)
}

const fieldsOf = (output: CompileOutput, { id, kind }: Source): readonly FieldModel[] =>
  (kind === 'entity' ? (output.compiled.get(id)?.compiled as EntityModel | undefined)?.fields : undefined) ?? []

const find = (fields: readonly FieldModel[], name: string): FieldModel | undefined =>
  fields.find(field => field.name === name)

function hint(name: string, known: Iterable<string>): string {
  const meant = nearest(name, known)
  return meant === undefined ? 'Check the name.' : `Did you mean "${meant}"?`
}
