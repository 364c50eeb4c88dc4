const FENCE = /^---json\r?\n([\s\S]*?)\r?\n---[ \t]*(?:\r?\n|$)/

/** The JSON head of a text and what stands below it; undefined when there is no head. */
export function splitHead(text: string): { head: string; body: string; linesBefore: number } | undefined {
  const fence = FENCE.exec(text)
  if (fence === null) return undefined
  return { head: fence[1]!, body: text.slice(fence[0].length), linesBefore: fence[0].split('\n').length - 1 }
}
