import type { Decimal } from '../../../base/decimal.ts'
import { expressionLimits } from '../../expression-limits.ts'
import { toNumber } from '../../values/number.ts'
import type { Place } from '../juel-errors.ts'
import type { BinaryOperator, JuelNode, Step } from './juel-node.ts'
import { JuelSyntaxFault, unexpected } from './juel-syntax-fault.ts'
import type { Token } from './scan-juel.ts'

/** Operators from the weakest to the strongest; those of one level bind from left to right (EL 2.2 §1.14). */
const LEVELS: readonly (readonly string[])[] = [
  ['||'],
  ['&&'],
  ['==', '!='],
  ['<', '<=', '>', '>='],
  ['+', '-'],
  ['*', '/', '%'],
]

/** Prefixes behind which keywords are function names, as Flowable has them (`vars:eq(…)`). */
const VARIABLE_PREFIXES: readonly string[] = ['variables', 'vars', 'var']

/** Parses the tokens of one pair of braces. Throws JuelSyntaxFault. */
export class JuelParser {
  readonly #tokens: readonly Token[]
  #at = 0
  #depth = 0

  /** `tokens` end with the closing brace. */
  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens
  }

  /** The expression up to the closing brace. */
  whole(): JuelNode {
    const node = this.#expression()
    this.#take('}')
    return node
  }

  #expression(): JuelNode {
    return this.#nested(() => {
      const condition = this.#binary(0)
      if (!this.#skip('?')) return condition
      const then = this.#expression()
      this.#take(':')
      const otherwise = this.#expression()
      return { kind: 'choice', condition, then, otherwise, from: condition.from, to: otherwise.to }
    })
  }

  #binary(level: number): JuelNode {
    const operators = LEVELS[level]
    if (operators === undefined) return this.#unary()
    const first = this.#binary(level + 1)
    const rest: { operator: BinaryOperator; operand: JuelNode }[] = []
    while (operators.includes(this.#token.symbol)) {
      const operator = this.#next().symbol as BinaryOperator
      rest.push({ operator, operand: this.#binary(level + 1) })
    }
    return rest.length ? { kind: 'chain', first, rest, from: first.from, to: rest.at(-1)!.operand.to } : first
  }

  #unary(): JuelNode {
    const { symbol, from } = this.#token
    if (symbol !== '!' && symbol !== '-' && symbol !== 'empty') return this.#value()
    this.#next()
    const operand = this.#nested(() => this.#unary())
    return { kind: 'unary', operator: symbol, operand, from, to: operand.to }
  }

  #value(): JuelNode {
    const base = this.#primary()
    const steps: Step[] = []
    for (;;) {
      if (this.#skip('.')) steps.push(this.#dotStep())
      else if (this.#skip('[')) steps.push(this.#bracketStep())
      else return steps.length ? { kind: 'access', base, steps, from: base.from, to: steps.at(-1)!.to } : base
    }
  }

  #primary(): JuelNode {
    const token = this.#next()
    const { from, to } = token
    if (token.symbol === '(') return this.#parenthesized(from)
    if (token.symbol === 'name') return this.#function(token) ?? { kind: 'name', name: token.text, from, to }
    if (token.symbol === 'string') return { kind: 'literal', value: token.text, from, to }
    if (token.symbol === 'number') return { kind: 'literal', value: numberOf(token), from, to }
    if (Object.hasOwn(CONSTANTS, token.symbol)) {
      return { kind: 'literal', value: CONSTANTS[token.symbol as keyof typeof CONSTANTS], from, to }
    }
    throw token.symbol === '}' ? unexpected(token, '') : unexpected(token, token.text)
  }

  #parenthesized(from: number): JuelNode {
    const node = this.#expression()
    return { ...node, from, to: this.#take(')').to }
  }

  /** `f(…)` and `prefix:f(…)`; a name alone, also before the `:` of a choice, is a variable. */
  #function(name: Token): JuelNode | null {
    if (this.#skip('(')) return this.#call(null, name, name)
    const local = this.#tokens[this.#at + 1]
    if (this.#token.symbol !== ':' || this.#tokens[this.#at + 2]?.symbol !== '(' || !local?.word) return null
    if (local.symbol !== 'name' && !VARIABLE_PREFIXES.includes(name.text)) return null
    this.#at += 3
    return this.#call(name.text, local, name)
  }

  #call(prefix: string | null, local: Token, start: Place): JuelNode {
    const { args, to } = this.#arguments()
    return { kind: 'function', prefix, name: local.text, args, from: start.from, to }
  }

  #dotStep(): Step {
    const token = this.#next()
    if (token.symbol !== 'name') {
      throw unexpected(token, token.symbol === '}' ? '' : token.text, token.word ? reserved(token.text) : undefined)
    }
    const { text: name, from, to } = token
    if (this.#skip('(')) return { kind: 'method', name, from, ...this.#arguments() }
    return { kind: 'entry', key: { kind: 'literal', value: name, from, to }, from, to }
  }

  #bracketStep(): Step {
    const key = this.#expression()
    const { to } = this.#take(']')
    if (!this.#skip('(')) return { kind: 'entry', key, from: key.from, to }
    const name = key.kind === 'literal' && typeof key.value === 'string' ? key.value : null
    return { kind: 'method', name, from: key.from, ...this.#arguments() }
  }

  #arguments(): { args: JuelNode[]; to: number } {
    const args: JuelNode[] = []
    if (this.#token.symbol !== ')') {
      do args.push(this.#expression())
      while (this.#skip(','))
    }
    return { args, to: this.#take(')').to }
  }

  #nested(read: () => JuelNode): JuelNode {
    if (++this.#depth > expressionLimits.depth) throw tooDeep(this.#token)
    const node = read()
    this.#depth--
    return node
  }

  get #token(): Token {
    return this.#tokens[this.#at]!
  }

  /** The closing brace is never passed: whoever asks behind it gets it again. */
  #next(): Token {
    const token = this.#token
    if (token.symbol !== '}') this.#at++
    return token
  }

  #skip(symbol: string): boolean {
    const there = this.#token.symbol === symbol
    if (there) this.#at++
    return there
  }

  #take(symbol: string): Token {
    const token = this.#token
    if (token.symbol !== symbol) throw missing(token, symbol)
    this.#next()
    return token
  }
}

const CONSTANTS = { true: true, false: false, null: null } as const

function numberOf(token: Token): Decimal {
  const value = toNumber(token.text)
  if (value === null) throw new JuelSyntaxFault(token, 'The number is too long or too large.')
  return value
}

const reserved = (word: string) => `\`${word}\` is a reserved word: write \`['${word}']\` without the dot.`

function missing(token: Token, symbol: string): JuelSyntaxFault {
  if (symbol === '}') return unexpected(token, token.text)
  return token.symbol === '}'
    ? unexpected(token, '', `There is no \`${symbol}\`.`)
    : unexpected(token, token.text, `Is a \`${symbol}\` missing before it?`)
}

function tooDeep(place: Place): JuelSyntaxFault {
  const message = `More than ${expressionLimits.depth} levels are nested. Split it into several.`
  return new JuelSyntaxFault(place, message, 'expression.too_deep')
}
