import { pointerTokens, type Side } from '@jingwei/engine/model'
import { aspectWords, lastName, placeWords } from '../../core/change-aspect.ts'
import { isBrief, valueWords } from '../../core/change-value.ts'
import type { ChangeWords } from '../../core/change-words.ts'
import type { ContentTitles } from '../../core/content-titles.ts'
import type { Conflict } from '../packs-api.ts'
import { leavesOf } from './leaves-of.ts'
import { isLongText, textLines } from './text-lines.ts'

/** What one side says: lines that stand beside those of the other sides, or nothing where it has no such place. */
export interface SideView {
  absent: boolean
  lines: SideLine[]
}

export interface SideLine {
  /** Name of a part, e.g. `最大值`; empty for the value itself. */
  label: string
  words: string
  /** Otherwise than base. Not said of a single value: there both sides always differ. */
  differs: boolean
}

export interface ValueContext {
  titles: ContentTitles
  words: ChangeWords
}

export const SIDES: readonly Side[] = ['base', 'theirs', 'ours']

/** The three sides of a conflict in words: of things with parts only the parts that are not the same everywhere. */
export function conflictValues(told: Conflict, context: ValueContext): Record<Side, SideView> {
  const conflict = told.at === '' ? withContents(told) : told
  const linesOf = reader(conflict, context)
  const view = (side: Side): SideView =>
    conflict[side] === undefined ? { absent: true, lines: [] } : { absent: false, lines: linesOf(side) }
  return { base: view('base'), theirs: view('theirs'), ours: view('ours') }
}

type LinesOf = (side: Side) => SideLine[]

/** Whole definitions may come as texts: those in JSON are shown by their parts. */
function withContents(conflict: Conflict): Conflict {
  const contents = SIDES.filter(side => conflict[side] !== undefined).map(side => [side, contentOf(conflict[side])])
  return { ...conflict, ...Object.fromEntries(contents) }
}

function contentOf(value: unknown): unknown {
  try {
    return typeof value === 'string' ? JSON.parse(value) : value
  } catch {
    return value
  }
}

function reader(conflict: Conflict, context: ValueContext): LinesOf {
  const values = SIDES.map(side => conflict[side]).filter(value => value !== undefined)
  if (conflict.reason === 'moved_apart') return orderLines(conflict, context)
  if (values.some(isLongText)) return longLines(conflict)
  const name = lastName(pointerTokens(conflict.at))
  const words = (side: Side): string => valueWords(conflict[side], { ...context, name })
  if (hasParts(values) && !areTold(values, words)) return partLines(conflict, context)
  return side => [{ label: '', words: words(side), differs: false }]
}

const hasParts = (values: readonly unknown[]): boolean => values.some(each => typeof each === 'object' && each !== null)

/** Conditions and people have one phrase for the whole, which tells the sides apart. */
const areTold = (values: readonly unknown[], words: (side: Side) => string): boolean =>
  values.every(each => isBrief(each) && !Array.isArray(each)) && new Set(SIDES.map(words)).size === SIDES.length

/** Which stands behind which: an order is a list of keys. */
function orderLines(conflict: Conflict, { titles }: ValueContext): LinesOf {
  const place = pointerTokens(conflict.at)
  const keys = (side: Side): string[] => (conflict[side] ?? []) as string[]
  return side =>
    keys(side).map((key, i) => ({
      label: String(i + 1),
      words: titles.at([...place, key]) ?? titles.named(key) ?? key,
      differs: keys('base')[i] !== key,
    }))
}

function longLines(conflict: Conflict): LinesOf {
  return side => {
    const others = (side === 'base' ? (['theirs', 'ours'] as const) : (['base'] as const)).map(each => conflict[each])
    const compared = others.filter(each => each !== undefined).map(String)
    const lines = textLines(String(conflict[side]), compared)
    return lines.map(line => ({ label: '', words: line.text, differs: line.differs && side !== 'base' }))
  }
}

function partLines(conflict: Conflict, context: ValueContext): LinesOf {
  const leaves = { base: leavesOf(conflict.base), theirs: leavesOf(conflict.theirs), ours: leavesOf(conflict.ours) }
  const present = SIDES.filter(side => conflict[side] !== undefined).map(side => leaves[side])
  const places = new Map(present.flatMap(each => [...each]).map(([at, { tokens }]) => [at, tokens]))
  const print = (side: Side, at: string): string | undefined => JSON.stringify(leaves[side].get(at)?.value)
  const told = [...places].filter(
    ([at]) => present.length === 1 || new Set(present.map(each => JSON.stringify(each.get(at)?.value))).size > 1,
  )
  const above = pointerTokens(conflict.at)
  return side =>
    told.map(([at, tokens]) => ({
      label: aspectWords(tokens, above, context),
      words: valueWords(leaves[side].get(at)?.value, { ...context, name: lastName(tokens) }),
      differs: side !== 'base' && print(side, at) !== print('base', at),
    }))
}

/** Where a conflict is, below its definition. */
export const conflictPlace = ({ at }: Conflict, { titles, words }: ValueContext): string =>
  placeWords(at, { titles, words })
