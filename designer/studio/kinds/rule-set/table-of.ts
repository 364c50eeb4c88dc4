import { decisionTable, type DecisionTable, type RuleSetContent } from '@jingwei/engine/model'

/** The table in the text of a rule set, with the columns written out; undefined when only the text can show it. */
export function tableOf(text: string): { content: RuleSetContent; table: DecisionTable } | undefined {
  const content = parse(text)
  const table = content && decisionTable(content).table
  return content && table && { content: { ...content, columns: table.columns }, table }
}

function parse(text: string): RuleSetContent | undefined {
  try {
    return JSON.parse(text) as RuleSetContent
  } catch {
    return undefined
  }
}
