/** The nodes of a Handlebars template that can pass the check, as `Handlebars.parse` makes them. Plain data. */
export interface Position {
  /** 1-based. */
  line: number
  /** 0-based. */
  column: number
}

export interface AstNode {
  type: string
  loc: { start: Position; end: Position }
}

export interface Program extends AstNode {
  type: 'Program'
  body: Statement[]
  blockParams?: string[]
}

export interface PathExpression extends AstNode {
  type: 'PathExpression'
  /** Begins with `@`. */
  data: boolean
  /** Number of `../`. */
  depth: number
  parts: string[]
  original: string
}

export interface Literal extends AstNode {
  type: 'StringLiteral' | 'NumberLiteral' | 'BooleanLiteral'
  value: string | number | boolean
}

export interface MustacheStatement extends AstNode {
  type: 'MustacheStatement'
  path: PathExpression | Literal
  params: Expression[]
  hash?: { pairs: AstNode[] }
  escaped: boolean
}

export interface BlockStatement extends AstNode {
  type: 'BlockStatement'
  path: PathExpression
  params: Expression[]
  hash?: { pairs: AstNode[] }
  program?: Program
  inverse?: Program
}

export interface ContentStatement extends AstNode {
  type: 'ContentStatement'
  value: string
}

export interface CommentStatement extends AstNode {
  type: 'CommentStatement'
}

/** A node that has no place in a template: partials, decorators, sub-expressions. */
export interface RefusedNode extends AstNode {
  type:
    | 'PartialStatement'
    | 'PartialBlockStatement'
    | 'Decorator'
    | 'DecoratorBlock'
    | 'SubExpression'
    | 'UndefinedLiteral'
    | 'NullLiteral'
}

export type Expression = PathExpression | Literal | RefusedNode
export type Statement = MustacheStatement | BlockStatement | ContentStatement | CommentStatement | RefusedNode
