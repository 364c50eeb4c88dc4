import { diff3Merge } from 'node-diff3'
import type { Three } from './merge-nodes.ts'

/**
 * Three-way merge of a text by its lines. `choose` decides every block that both sides changed differently, and answers
 * the lines that stand there.
 */
export function mergeLines(texts: Three<string>, choose: (block: Three<string>) => string): string {
  const [base, theirs, ours] = [texts.base, texts.theirs, texts.ours].map(linesOf)
  const regions = diff3Merge(theirs!, base!, ours!, { excludeFalseConflicts: true })
  return regions.map(region => (region.ok ? region.ok.join('') : choose(blockOf(region.conflict!)))).join('')
}

/** Each line with its end, so that a missing one at the end of the file is a difference like any other. */
const linesOf = (text: string): string[] => text.match(/[^\n]*\n|[^\n]+$/g) ?? []

const blockOf = ({ a, o, b }: { a: string[]; o: string[]; b: string[] }): Three<string> => ({
  base: o.join(''),
  theirs: a.join(''),
  ours: b.join(''),
})
