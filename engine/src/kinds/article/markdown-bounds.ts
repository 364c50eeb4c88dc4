import type { Place } from '../../metadata/kind.ts'

/** Markdown is read in linear time only while marks and nesting are few: beyond these a text is refused unread. */
export const articleLimits = {
  /** Characters of the body. */
  length: 40_000,
  lines: 1500,
  /** Quotes and lists inside of each other, at the beginning of one line. */
  nesting: 10,
  /** Columns of indentation. */
  indentation: 20,
  /** Emphasis, brackets and the like between two empty lines. */
  marks: 200,
} as const

const NESTING = /^(?:[ \t]*(?:>|[-+*](?=[ \t])|\d{1,9}[.)](?=[ \t])))+/
const CONTAINER = />|[-+*]|\d{1,9}[.)]/g
const MARKS = /[*_]+|[[\]!`<&]/g

/** Where a body goes beyond the limits, and which; undefined when it may be read. */
export function markdownExcess(body: string): { place: Place; what: string } | undefined {
  if (body.length > articleLimits.length)
    return { place: { line: 1, column: 1 }, what: `is longer than ${articleLimits.length} characters` }
  const lines = body.split('\n')
  if (lines.length > articleLimits.lines)
    return { place: { line: articleLimits.lines, column: 1 }, what: `has more than ${articleLimits.lines} lines` }
  let marks = 0
  for (const [i, line] of lines.entries()) {
    const place = { line: i + 1, column: 1 }
    const containers = NESTING.exec(line)?.[0].match(CONTAINER)?.length ?? 0
    if (containers > articleLimits.nesting)
      return { place, what: `nests quotes and lists more than ${articleLimits.nesting} deep` }
    if (/^[ \t]*/.exec(line)![0].replaceAll('\t', '    ').length > articleLimits.indentation)
      return { place, what: `is indented by more than ${articleLimits.indentation} columns` }
    marks = line.trim() === '' ? 0 : marks + (line.match(MARKS)?.length ?? 0)
    if (marks > articleLimits.marks)
      return { place, what: `has more than ${articleLimits.marks} marks in one paragraph` }
  }
  return undefined
}
