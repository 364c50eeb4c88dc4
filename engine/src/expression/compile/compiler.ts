import type { NameUse } from '../compiled-expression.ts'
import type { ExpressionFault } from '../expression-fault.ts'
import type { CompileFeelOptions } from '../compile-feel.ts'
import { ExpressionLimitExceeded } from '../expression-limits.ts'
import type { FeelFunctions } from '../feel-functions.ts'
import type { FeelNode, NodeOf, Span } from '../syntax/feel-node.ts'
import { feelFromJson } from '../values/feel-json.ts'
import { arithmetic, negation } from './arithmetic.ts'
import { call } from './call.ts'
import { between, comparison } from './comparison.ts'
import { constant, value, type CompiledNode, type ContextEntry } from './compiled-node.ts'
import { conditional, logic } from './conditions.ts'
import { filter } from './filter.ts'
import { forLoop, quantified } from './loops.ts'
import { membership, standaloneTest } from './membership.ts'
import { context, list, range } from './constructors.ts'
import { Evaluation } from './evaluation.ts'
import { functionLiteral } from './function-literal.ts'
import { instanceOf } from './instance-of.ts'
import type { Compiling } from './compiling.ts'
import { inputReference, nameReference } from './name-reference.ts'
import type { Names } from './names.ts'
import { path } from './path.ts'

/** One compilation: the faults found and the paths read on the way. */
export class Compiler implements Compiling {
  readonly functions: FeelFunctions | undefined
  readonly #faults: ExpressionFault[] = []
  readonly #read = new Map<string, readonly string[]>()
  /** Looped over or counted; they matter only when nothing below them is read. */
  readonly #visited = new Map<string, readonly string[]>()
  /** By their places: a node that was compiled twice counts once. */
  readonly #uses = new Map<number, NameUse>()
  #slots = 0

  readonly #text: string
  readonly #trace: boolean

  constructor(text: string, { functions, trace = false }: CompileFeelOptions) {
    this.#text = text
    this.#trace = trace
    this.functions = functions
  }

  text(span: Span): string {
    return this.#text.slice(span.from, span.to)
  }

  node(node: FeelNode, names: Names): CompiledNode {
    const compile = compilers[node.kind] as Compile<FeelNode['kind']>
    const compiled = compile(this, node, names)
    return this.#trace ? watched(compiled, node) : compiled
  }

  value(node: FeelNode, names: Names): CompiledNode {
    const compiled = this.node(node, names)
    this.reads(compiled.origin)
    return value(compiled)
  }

  source(node: FeelNode, names: Names): CompiledNode {
    const compiled = this.node(node, names)
    if (compiled.origin) this.#visited.set(compiled.origin.join('.'), compiled.origin)
    return compiled
  }

  reads(origin: readonly string[] | undefined): void {
    if (origin) this.#read.set(origin.join('.'), origin)
  }

  uses({ from, to }: Span, entry: ContextEntry): void {
    this.#uses.set(from, { entry, from, to })
  }

  calls({ from, to }: Span, name: string): void {
    this.#uses.set(from, { function: name, from, to })
  }

  nameUses(): readonly NameUse[] {
    return [...this.#uses.values()]
  }

  slot(): number {
    return this.#slots++
  }

  slotCount(): number {
    return this.#slots
  }

  folded(node: CompiledNode, parts: readonly CompiledNode[]): CompiledNode {
    if (this.#trace || !parts.every(part => part.constant)) return node
    try {
      return constant(node.run(new Evaluation({})), node.type)
    } catch (error) {
      // What goes over a limit does so when it is evaluated: compiling never throws.
      if (error instanceof ExpressionLimitExceeded) return node
      throw error
    }
  }

  fault(code: ExpressionFault['code'], span: Span, message: string, nearest?: string): CompiledNode {
    const hint = nearest === undefined ? '' : ` Did you mean \`${nearest}\`?`
    const place = { offset: span.from, length: span.to - span.from }
    this.#faults.push({ code, message: message + hint, ...place, ...(nearest !== undefined && { nearest }) })
    return { type: 'any', run: () => null, weight: 1 }
  }

  /** In the order of the text; a node that was compiled twice counts once. */
  sortedFaults(): ExpressionFault[] {
    const distinct = new Map(this.#faults.map(fault => [`${fault.offset} ${fault.message}`, fault]))
    return [...distinct.values()].sort((a, b) => a.offset - b.offset)
  }

  readPaths(): readonly (readonly string[])[] {
    const read = [...this.#read.values()]
    const bare = [...this.#visited.values()].filter(path => !read.some(other => startsWith(other, path)))
    return [...read, ...bare]
  }
}

type Compile<Kind extends FeelNode['kind']> = (compiling: Compiling, node: NodeOf<Kind>, names: Names) => CompiledNode

const startsWith = (path: readonly string[], start: readonly string[]) => start.every((name, i) => path[i] === name)

const compilers: { [Kind in FeelNode['kind']]: Compile<Kind> } = {
  literal: (_, node) => constant(node.value, node.type),
  name: nameReference,
  input: inputReference,
  path,
  filter,
  call,
  arithmetic,
  negation,
  comparison,
  between,
  in: membership,
  test: standaloneTest,
  logic,
  if: conditional,
  list,
  context,
  range,
  for: forLoop,
  quantified,
  function: functionLiteral,
  'instance of': instanceOf,
}

/** `node` as it runs when its value is to be noted. Not constant, so that nothing around it is calculated beforehand. */
function watched(node: CompiledNode, span: Span): CompiledNode {
  const shown = node.raw ? (result: unknown) => feelFromJson(result, node.type) : (result: unknown) => result
  const run: CompiledNode['run'] = evaluation =>
    evaluation.trace ? evaluation.trace.record(span, () => node.run(evaluation), shown) : node.run(evaluation)
  return { ...node, run, constant: false }
}
