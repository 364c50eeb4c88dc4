import { normalizeContextKey } from 'lezer-feel'
import type { FeelType, ScopeShape } from '../feel-type.ts'

/** A name as the grammar gives it: one space around every operator in it. `a-b` and `a - b` are one name. */
export const normalName = (name: string): string => (PLAIN.test(name) ? name : normalizeContextKey(name))

/** The key under which `name`, as the grammar gives it, stands in `shape`. */
export function keyOf(shape: Readonly<Record<string, unknown>>, name: string): string | undefined {
  if (Object.hasOwn(shape, name)) return name
  return PLAIN.test(name) ? undefined : Object.keys(shape).find(key => normalName(key) === name)
}

/**
 * The names that the grammar must know to read a text: those with operators or words of FEEL in them. All others it reads
 * without help, and the fewer it has to look through the faster it is.
 */
export function namesToTrack(shape: ScopeShape): Tracked {
  let tracked = known.get(shape)
  if (!tracked) known.set(shape, (tracked = trackedEntries(shape)))
  return tracked
}

export interface Tracked {
  readonly [name: string]: Tracked
}

const known = new WeakMap<ScopeShape, Tracked>()

const PLAIN = /^[\p{L}\p{N}_ ]*$/u
/** Words that mean something to the grammar. */
export const FEEL_WORDS: ReadonlySet<string> = new Set(
  (
    'for in return if then else some every satisfies or and between instance of days time duration years months date ' +
    'list context function null true false not external'
  ).split(' '),
)

const needsTracking = (name: string) =>
  !PLAIN.test(name) ||
  (name.includes(' ') && name.split(' ').some(word => FEEL_WORDS.has(word) || /^\p{N}/u.test(word)))

function trackedEntries(shape: ScopeShape): Tracked {
  const entries: [string, Tracked][] = []
  for (const [name, type] of Object.entries(shape)) {
    const inside = trackedInside(type)
    if (needsTracking(name) || Object.keys(inside).length) entries.push([name, inside])
  }
  return Object.fromEntries(entries)
}

/** Through lists: the grammar follows a path through them as FEEL does. */
function trackedInside(type: FeelType): Tracked {
  if (typeof type === 'string') return {}
  if ('list' in type) return trackedInside(type.list)
  if ('context' in type) return trackedEntries(type.context)
  return 'union' in type ? Object.assign({}, ...type.union.map(trackedInside)) : {}
}
