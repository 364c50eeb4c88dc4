import type { ExpressionFaultCode } from '../expression-fault.ts'
import type { FeelFunctions } from '../feel-functions.ts'
import type { FeelNode, Span } from '../syntax/feel-node.ts'
import type { CompiledNode } from './compiled-node.ts'
import type { Names } from './names.ts'

/** One compilation, as the compilers of the node kinds see it. */
export interface Compiling {
  readonly functions: FeelFunctions | undefined
  /** What the author wrote there. */
  text(span: Span): string
  /** Compiles a node for a consumer that goes through raw values (a path). */
  node(node: FeelNode, names: Names): CompiledNode
  /** Compiles a node whose FEEL value is needed, and notes the scope path that it reads. */
  value(node: FeelNode, names: Names): CompiledNode
  /** Compiles a node that is counted, looped over or filtered without needing all of its value. */
  source(node: FeelNode, names: Names): CompiledNode
  /** Notes that a scope path is read. */
  reads(origin: readonly string[] | undefined): void
  /** A place for a local value, unique in this expression. */
  slot(): number
  /** Notes a fault and gives a stand-in of type `any`, so that the rest is checked too. */
  fault(code: ExpressionFaultCode, span: Span, message: string, nearest?: string): CompiledNode
}
