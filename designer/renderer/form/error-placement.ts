import type { ErrorSchema } from '@rjsf/utils'
import type { FieldProblem } from '../../shell/api/problem.ts'

/** Splits a JSON pointer (RFC 6901): `/lines/0/unit_price` → `['lines', '0', 'unit_price']`. */
export function pointerPath(pointer: string): string[] {
  return pointer
    .split('/')
    .slice(1)
    .map(part => part.replaceAll('~1', '/').replaceAll('~0', '~'))
}

/**
 * Places the server's field errors: those on a field of the form go into the tree that rjsf shows beside the fields, the
 * others (a field the form has not, or the record as a whole) must be said above it.
 */
export function placeErrors(
  problems: readonly FieldProblem[],
  shown: (field: string) => boolean,
): { tree: ErrorSchema; elsewhere: FieldProblem[] } {
  const tree: ErrorSchema = {}
  const elsewhere: FieldProblem[] = []
  for (const problem of problems) {
    const path = pointerPath(problem.pointer)
    if (path[0] !== undefined && shown(path[0])) addError(tree, path, problem.message)
    else elsewhere.push(problem)
  }
  return { tree, elsewhere }
}

/** Problems that remain after a field was changed: those on it are no longer known to hold. */
export function withoutField(problems: readonly FieldProblem[], field: string): FieldProblem[] {
  return problems.filter(problem => pointerPath(problem.pointer)[0] !== field)
}

function addError(tree: ErrorSchema, path: readonly string[], message: string): void {
  let node = tree as Record<string, ErrorSchema>
  for (const part of path) node = (node[part] ??= {} as ErrorSchema) as Record<string, ErrorSchema>
  const leaf = node as unknown as ErrorSchema
  leaf.__errors = [...(leaf.__errors ?? []), message]
}
