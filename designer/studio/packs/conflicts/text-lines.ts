export interface TextLine {
  text: string
  /** Not in one of the compared texts. */
  differs: boolean
}

/** Texts are shown line by line from here on. */
const LONG = 160

export const isLongText = (value: unknown): boolean =>
  typeof value === 'string' && (value.length > LONG || value.trim().includes('\n'))

/** Lines of a text that one of the others lacks, each with its neighbours; what lies between is one `…`. */
export function textLines(text: string, others: readonly string[]): TextLine[] {
  const known = others.map(other => new Set(other.split('\n')))
  const lines = text.split('\n').map(line => ({ text: line, differs: known.some(each => !each.has(line)) }))
  const near = (i: number): boolean => [i - 1, i, i + 1].some(each => lines[each]?.differs)
  const shown: TextLine[] = []
  lines.forEach((line, i) => {
    if (near(i)) shown.push(line)
    else if (shown.at(-1)?.text !== FOLD) shown.push({ text: FOLD, differs: false })
  })
  return shown
}

const FOLD = '…'
