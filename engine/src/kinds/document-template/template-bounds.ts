import type { Place } from '../../metadata/kind.ts'
import { textPlaces } from '../../metadata/text-places.ts'

/** Handlebars reads nested blocks in more than linear time: beyond these a template is refused unread. */
export const templateLimits = {
  /** Characters of the body. */
  length: 200_000,
  /** Values, blocks and comments. */
  marks: 4_000,
  /** Blocks and their `else`. */
  blocks: 500,
  /** Opening parentheses. */
  parentheses: 1_000,
  /** HTML tags inside of each other. */
  openTags: 100,
} as const

const COUNTED = [
  { mark: /\{\{/g, most: templateLimits.marks, what: 'values and blocks' },
  { mark: /\{\{~?[#^]|\belse\b/g, most: templateLimits.blocks, what: 'blocks' },
  { mark: /\(/g, most: templateLimits.parentheses, what: 'parentheses' },
]

/** Where a body goes beyond the limits, and which; undefined when it may be read. */
export function templateExcess(body: string): { place: Place; what: string } | undefined {
  if (body.length > templateLimits.length)
    return { place: { line: 1, column: 1 }, what: `is longer than ${templateLimits.length} characters` }
  for (const { mark, most, what } of COUNTED) {
    const first = [...body.matchAll(mark)][most]
    if (first) return { place: textPlaces(body)(first.index), what: `has more than ${most} ${what}` }
  }
  return undefined
}
