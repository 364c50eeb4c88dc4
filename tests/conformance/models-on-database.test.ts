import { describe, test } from 'vitest'
import { modelNames, readModel } from './model-files.ts'
import { WAYS, runModel } from './run-model.ts'

/** One model of each rule; with JINGWEI_LONG all of them. */
const names = process.env.JINGWEI_LONG ? modelNames : firstOfEachRule(modelNames)

function firstOfEachRule(all: readonly string[]): string[] {
  const byRule = Map.groupBy(
    all.filter(name => name.startsWith('rules/')),
    name => name.slice(0, 'rules/rule-00'.length),
  )
  return [...byRule.values()].map(models => models[0]!)
}

describe.each(names)('%s on the database', name => {
  const { text, testCase } = readModel(name)
  const ways = process.env.JINGWEI_LONG ? WAYS : (['killed'] as const)
  test.each(ways)('runs %s', way => runModel(text, testCase, { way, database: 'embedded' }))
})
