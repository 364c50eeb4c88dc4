import type { AstNode, Literal, MustacheStatement, PathExpression } from './template-ast.ts'

/** Nodes that the compiler puts in place of an author's, at the author's place. */
export const pathNode = (like: PathExpression, parts: string[]): PathExpression => ({
  ...like,
  parts,
  original: `${'../'.repeat(like.depth)}${parts.join('.')}`,
})

/** The same path, said so that it is never taken for a call: a field may be named `log` or `money`. */
export const scopedNode = (path: PathExpression): PathExpression => ({ ...path, original: `./${path.parts.join('.')}` })

/** `@root.<parts>`: from anywhere in the template. */
export const rootNode = ({ loc }: AstNode, parts: string[]): PathExpression => ({
  type: 'PathExpression',
  data: true,
  depth: 0,
  parts: ['root', ...parts],
  original: `@root.${parts.join('.')}`,
  loc,
})

/** A call of a formatter; the `$` keeps it apart from fields of the same name. */
export const callNode = (
  like: MustacheStatement,
  helper: string,
  params: (PathExpression | Literal)[],
): MustacheStatement => ({
  ...like,
  path: { type: 'PathExpression', data: false, depth: 0, parts: [`$${helper}`], original: `$${helper}`, loc: like.loc },
  params,
})
