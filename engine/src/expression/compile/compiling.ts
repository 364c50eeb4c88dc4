import type { ExpressionFaultCode } from '../expression-fault.ts'
import type { FeelFunctions } from '../feel-functions.ts'
import type { FeelNode, Span } from '../syntax/feel-node.ts'
import type { CompiledNode, ContextEntry } from './compiled-node.ts'
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
  /** Notes that a name of the text stands for an entry of a context type. */
  uses(span: Span, entry: ContextEntry): void
  /** Notes that a name of the text calls a function of a module. */
  calls(span: Span, name: string): void
  /** A place for a local value, unique in this expression. */
  slot(): number
  /** How many such places there are by now: those of all names known outside of what is compiled next. */
  slotCount(): number
  /** `node` calculated now when all that it depends on is constant. It must not depend on anything else. */
  folded(node: CompiledNode, parts: readonly CompiledNode[]): CompiledNode
  /** Notes a fault and gives a stand-in of type `any`, so that the rest is checked too. */
  fault(code: ExpressionFaultCode, span: Span, message: string, nearest?: string): CompiledNode
}
