import { describe, test } from 'vitest'
import { runModel, WAYS } from '../run-model.ts'
import { foreignModels, imported } from './foreign-models.ts'

/** Jobs and functions, compensation, messages, calls, multi-instance; with JINGWEI_LONG all that run. */
const FEW: readonly string[] = [
  'camunda7/trip-booking',
  'camunda7/order-with-shipping',
  'camunda8/payment-messages',
  'flowable/async-retry',
  'flowable/countersign',
]

const models = foreignModels().filter(
  ({ name, expected }) => expected.case !== undefined && (process.env.JINGWEI_LONG || FEW.includes(name)),
)

describe.each(models)('$name on the database', model => {
  const ways = process.env.JINGWEI_LONG ? WAYS : (['killed'] as const)

  test.each(ways)('runs %s', async way => {
    const { text } = await imported(model)

    await runModel(text, model.expected.case!, { way, database: 'embedded' })
  })
})
