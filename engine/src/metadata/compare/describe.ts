import { pointerTokens } from '../json-pointer.ts'
import type { Change, DescribedChange, Impact } from './change.ts'
import type { ChangeWords, DescribeChange, Sides } from './change-words.ts'
import { orderOf, type ContentNode } from './content-node.ts'

const PAST: Readonly<Record<Change['op'], string>> = {
  add: 'added',
  remove: 'removed',
  replace: 'changed',
  move: 'moved',
}

/** A change in the words of its kind; where the kind has none, in those of its schema. */
export function describe(
  change: Change,
  sides: Sides,
  words: readonly ChangeWords[] | DescribeChange,
): DescribedChange {
  const tokens = pointerTokens(change.at)
  if (tokens.length === 0) return whole(change)
  const said = typeof words === 'function' ? words(change, sides) : inWords(change, tokens, sides, words)
  return said ? { ...change, ...said } : generic(change, tokens, sides)
}

function inWords(
  change: Change,
  tokens: readonly string[],
  sides: Sides,
  words: readonly ChangeWords[],
): ReturnType<DescribeChange> {
  for (const word of words) {
    const found = fits(word.at, tokens)
    if (!found) continue
    // What changes below a thing changes the thing.
    const op = found.exact ? change.op : 'replace'
    const code = word.codes?.[op] ?? `${word.noun}_${PAST[op]}`
    return { code, subject: found.subject, impact: impactOf(word, { ...change, op }, sides) }
  }
  return undefined
}

/** The definition itself came or went. */
const whole = (change: Change): DescribedChange => ({
  ...change,
  code: `definition_${PAST[change.op]}`,
  subject: '',
  impact: change.op === 'remove' ? 'needs_migration' : 'safe',
})

function fits(pattern: string, tokens: readonly string[]): { subject: string; exact: boolean } | undefined {
  const parts = pointerTokens(pattern)
  const open = parts.at(-1) === '**'
  const fixed = open ? parts.slice(0, -1) : parts
  if (open ? tokens.length < fixed.length : tokens.length !== fixed.length) return undefined
  if (!fixed.every((part, i) => part === '*' || part === tokens[i])) return undefined
  const star = fixed.lastIndexOf('*')
  return { subject: tokens[star === -1 ? fixed.length - 1 : star] ?? '', exact: tokens.length === fixed.length }
}

function impactOf({ impact }: ChangeWords, change: Change, sides: Sides): Impact {
  if (typeof impact === 'function') return impact(change, sides)
  if (typeof impact === 'string') return impact
  return impact?.[change.op] ?? (change.op === 'move' ? 'none' : 'safe')
}

/** Texts that only people read. */
const LABELS = new Set(['title', 'description', 'help', 'message', 'reason', 'group_title'])

/** By the innermost thing with a name of its own: `/sections/a/fields/b/help` is a change of the field b. */
function generic(change: Change, tokens: readonly string[], sides: Sides): DescribedChange {
  const named = innermostNamed(tokens, sides)
  const label = LABELS.has(tokens.at(-1)!) || change.op === 'move'
  const impact: Impact = label ? 'none' : 'safe'
  if (named === undefined) return { ...change, code: `${snake(tokens[0]!)}_changed`, subject: tokens[0]!, impact }
  const op = named === tokens.length - 1 ? change.op : 'replace'
  return { ...change, code: `${singular(tokens[named - 1] ?? 'entry')}_${PAST[op]}`, subject: tokens[named]!, impact }
}

/** Position of the last token that is the key of an item or a free name, in either content. */
function innermostNamed(tokens: readonly string[], { before, after }: Sides): number | undefined {
  const found = [before, after].map(content => {
    let last: number | undefined
    let node: ContentNode | undefined = content
    tokens.forEach((token, i) => {
      if (node === undefined || node.shape === 'leaf') return (node = undefined)
      if (orderOf(node).includes(token)) last = i
      node = node.entries.get(token)
    })
    return last ?? -1
  })
  const last = Math.max(...found)
  return last === -1 ? undefined : last
}

const snake = (name: string): string => name.replace(/^(x-|[$])/, '').replaceAll('-', '_')

function singular(name: string): string {
  const plain = snake(name)
  if (plain === 'properties') return 'property'
  return plain.endsWith('ies') ? `${plain.slice(0, -3)}y` : plain.replace(/s$/, '')
}
