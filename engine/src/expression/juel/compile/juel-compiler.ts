import type { ExpressionFault } from '../../expression-fault.ts'
import type { ScopeShape } from '../../feel-type.ts'
import { excerpt } from '../../syntax/excerpt.ts'
import type { CompileJuelOptions } from '../compile-juel.ts'
import { JuelError, type Place } from '../juel-errors.ts'
import type { JuelNode, NodeOf } from '../syntax/juel-node.ts'
import { access } from './access.ts'
import { chain } from './chain.ts'
import { choice } from './choice.ts'
import type { CompiledJuel, JuelRun, StepRun } from './compiled-juel.ts'
import { functionCall } from './function-call.ts'
import { operand } from './operand.ts'
import { unary } from './unary.ts'
import { variable } from './variable.ts'

/** One compilation: the faults found and the variables read on the way. */
export class JuelCompiler {
  readonly faults: ExpressionFault[] = []
  readonly scope: ScopeShape
  readsAnyVariable = false
  readonly #text: string
  readonly #paths = new Map<string, readonly string[]>()

  constructor(text: string, { scope = {} }: CompileJuelOptions) {
    this.#text = text
    this.scope = scope
  }

  node(node: JuelNode): CompiledJuel {
    return (compilers[node.kind] as Compile<JuelNode['kind']>)(this, node)
  }

  /** The node as operators take it: a number that the scope declares is a decimal, whatever JSON it is. */
  operand(node: JuelNode): CompiledJuel {
    return operand(this.node(node))
  }

  /** `run`, telling the place of what it could not do. */
  located(place: Place, run: JuelRun): JuelRun {
    const step = this.locatedStep(place, (_, evaluation) => run(evaluation))
    return evaluation => step(null, evaluation)
  }

  /** The same for a step that goes on from a value. */
  locatedStep(place: Place, run: StepRun): StepRun {
    const text = this.#text
    return (base, evaluation) => {
      try {
        return run(base, evaluation)
      } catch (error) {
        throw error instanceof JuelError ? error.at(text, place) : error
      }
    }
  }

  reads(path: readonly string[]): void {
    this.#paths.set(JSON.stringify(path), path)
  }

  readPaths(): readonly (readonly string[])[] {
    return [...this.#paths.values()]
  }

  fault(code: ExpressionFault['code'], { from, to }: Place, message: string, nearest?: string): CompiledJuel {
    const hint = nearest === undefined ? '' : ` Did you mean ${excerpt(nearest)}?`
    const place = { offset: from, length: to - from }
    this.faults.push({ code, message: message + hint, ...place, ...(nearest !== undefined && { nearest }) })
    return { type: 'any', run: () => null }
  }

  /** A call that is not among the few pure ones. It is named, so that an import can list what has to be rewritten. */
  unsupported(place: Place): CompiledJuel {
    const call = excerpt(this.#text.slice(place.from, place.to))
    const remedy = 'Let a service task call a registered function before, and read the variable that it sets.'
    return this.fault('juel.call_unsupported', place, `${call} would run code that is not here. ${remedy}`)
  }

  /** Notes a fault unless the call has as many arguments as it may have. */
  checkCount(place: Place, call: string, given: number, [least, most]: readonly [number, number]): void {
    if (given >= least && given <= most) return
    const wanted = least === most ? String(least) : `${least} to ${most}`
    this.fault('expression.arguments', place, `\`${call}\` takes ${wanted} arguments, not ${given}.`)
  }
}

type Compile<Kind extends JuelNode['kind']> = (compiler: JuelCompiler, node: NodeOf<Kind>) => CompiledJuel

const compilers: { [Kind in JuelNode['kind']]: Compile<Kind> } = {
  literal: (_, { value }) => ({ type: literalType(value), run: () => value }),
  name: variable,
  unary,
  chain,
  choice,
  access,
  function: functionCall,
}

function literalType(value: NodeOf<'literal'>['value']): CompiledJuel['type'] {
  if (value === null) return 'any'
  return typeof value === 'string' || typeof value === 'boolean' ? (typeof value as 'string' | 'boolean') : 'number'
}
