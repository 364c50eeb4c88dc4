import type { Place } from '../juel-errors.ts'
import { JuelSyntaxFault, unexpected } from './juel-syntax-fault.ts'

/** A token between the braces. `symbol` is the sign itself, the spelling of a word in signs (`eq` is `==`), or a class. */
export interface Token extends Place {
  symbol: string
  /** As it stands in the text; of a string literal what it means. */
  text: string
  /** Written with letters: a name or a keyword. */
  word: boolean
}

/** The tokens from `from` to the closing brace, which is the last one. Throws JuelSyntaxFault. */
export function scanJuel(text: string, from: number): Token[] {
  const tokens: Token[] = []
  let at = from
  do {
    const token = nextToken(text, afterWhite(text, at))
    tokens.push(token)
    at = token.to
  } while (tokens.at(-1)!.symbol !== '}')
  return tokens
}

function nextToken(text: string, at: number): Token {
  if (at >= text.length) throw unexpected({ from: at, to: at }, '', 'Close it with `}`.')
  const first = text[at]!
  if (first === "'" || first === '"') return string(text, at)
  const number = matchAt(NUMBER, text, at)
  if (number !== null) return { symbol: 'number', text: number, word: false, from: at, to: at + number.length }
  const word = matchAt(WORD, text, at)
  if (word !== null) return { symbol: symbolOf(word), text: word, word: true, from: at, to: at + word.length }
  const sign = matchAt(SIGN, text, at)
  if (sign !== null) return { symbol: sign, text: sign, word: false, from: at, to: at + sign.length }
  const found = String.fromCodePoint(text.codePointAt(at)!)
  throw unexpected({ from: at, to: at + found.length }, found)
}

/** In quotes of either kind; `\` stands before a quote or another `\`, and before nothing else. */
function string(text: string, from: number): Token {
  let value = ''
  let at = from + 1
  while (at < text.length && text[at] !== text[from]) {
    const escaped = text[at] === '\\'
    if (escaped && !ESCAPABLE.includes(text[at + 1] ?? 'none')) throw badEscape(text, at)
    value += text[escaped ? at + 1 : at]!
    at += escaped ? 2 : 1
  }
  if (at >= text.length) throw new JuelSyntaxFault({ from, to: text.length }, 'The text in quotes is not closed.')
  return { symbol: 'string', text: value, word: false, from, to: at + 1 }
}

function badEscape(text: string, from: number): JuelSyntaxFault {
  const place = { from, to: Math.min(from + 2, text.length) }
  return new JuelSyntaxFault(place, 'In quotes `\\` can stand only before a quote or another `\\`.')
}

const symbolOf = (word: string) => (Object.hasOwn(KEYWORDS, word) ? KEYWORDS[word]! : 'name')

function afterWhite(text: string, from: number): number {
  WHITE.lastIndex = from
  WHITE.test(text)
  return WHITE.lastIndex
}

function matchAt(pattern: RegExp, text: string, at: number): string | null {
  pattern.lastIndex = at
  return pattern.exec(text)?.[0] ?? null
}

const ESCAPABLE: readonly string[] = ['\\', "'", '"']
const WHITE = /\s*/y
const NUMBER = /(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?/y
/** As Java has identifiers: letters of all scripts, `_`, `$`. */
const WORD = /(?!\$\{)[\p{L}\p{Nl}\p{Sc}\p{Pc}][\p{L}\p{Nl}\p{Sc}\p{Pc}\p{Nd}\p{Mn}\p{Mc}]*/uy
const SIGN = /==|!=|<=|>=|&&|\|\||[-+*/%!<>?:.,()[\]}]/y

const KEYWORDS: Readonly<Record<string, string>> = {
  and: '&&',
  div: '/',
  empty: 'empty',
  eq: '==',
  false: 'false',
  ge: '>=',
  gt: '>',
  instanceof: 'instanceof',
  le: '<=',
  lt: '<',
  mod: '%',
  ne: '!=',
  not: '!',
  null: 'null',
  or: '||',
  true: 'true',
}
