import type { Position, Program, Statement } from './template-ast.ts'

/** Stands for every character of a value, a block or a comment of the template. Never occurs in a text. */
export const MASK = '\u0000'

/** The body with only its own HTML left: the rest is masked character by character, so that offsets stay. Line ends stay too. */
export function maskTemplate(body: string, template: Program): string {
  const lineStarts = [0, ...[...body.matchAll(/\n/g)].map(match => match.index + 1)]
  const offset = ({ line, column }: Position): number => lineStarts[line - 1]! + column
  const characters = [...body.replace(/[^\n]/gs, MASK)]
  for (const { loc } of contents(template)) {
    const [from, to] = [offset(loc.start), offset(loc.end)]
    for (let at = from; at < to; at++) characters[at] = body[at]!
  }
  return characters.join('')
}

function contents(program: Program): Statement[] {
  return program.body.flatMap(statement => {
    if (statement.type === 'ContentStatement') return [statement]
    if (statement.type !== 'BlockStatement') return []
    return [statement.program, statement.inverse].flatMap(inner => (inner ? contents(inner) : []))
  })
}
