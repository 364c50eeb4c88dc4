import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { builtinFunctions } from '../../engine/src/host/builtin-functions.ts'
import { compilePacks } from '../../engine/src/host/compile-packs.ts'
import { readDemoFiles } from '../../engine/src/host/demo-data/demo-files.ts'
import { DemoReferences } from '../../engine/src/host/demo-data/demo-references.ts'
import { kinds } from '../../engine/src/kinds/index.ts'
import { validateBody } from '../../engine/src/kinds/entity/run/validate-body.ts'
import type { EntityModel } from '../../engine/src/metadata/entity-model.ts'
import type { FlowGraph } from '../../engine/src/kinds/flow/graph.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const PACK = `${ROOT}definitions/medical-device`

const { compiled } = await compilePacks([PACK], { kinds, builtins: builtinFunctions })
const definition = <Compiled>(kind: string, name: string): Compiled =>
  [...compiled.values()].find(({ source }) => source.kind === kind && source.name === name)!.compiled as Compiled
const demo = readDemoFiles(PACK)!

/** As the loader does it, with ids that only look like ids. */
function everyDraft(): { entity: string; draft: Record<string, unknown> }[] {
  const references = new DemoReferences(new Date('2026-11-20T00:00:00Z'))
  let last = 0
  const rows = demo.rows.flatMap(({ entity, rows }) =>
    rows.map(row => {
      const draft = references.resolve(row).data
      references.remember(entity, row, `01890000-0000-7000-8000-${String(++last).padStart(12, '0')}`)
      return { entity, draft }
    }),
  )
  const created = demo.steps.filter(step => step.create !== undefined)
  return [...rows, ...created.map(step => ({ entity: step.create!, draft: references.resolve(step.data!).data }))]
}

test('every row and every contract of the demo is what its entity takes', () => {
  const refused = everyDraft().flatMap(({ entity, draft }) => {
    try {
      validateBody(definition<EntityModel>('entity', entity), 'create', draft)
      return []
    } catch (error) {
      return [{ entity, draft, error }]
    }
  })

  expect(refused).toEqual([])
})

test('the steps of the demo speak of people, contracts and elements that exist', () => {
  const logins = demo.accounts.map(account => account.login)
  const contracts = demo.steps.flatMap(step => step.key ?? [])
  const { elements } = definition<FlowGraph>('flow', 'contract_approval')
  const transitions = definition<EntityModel>('entity', 'contract').states!.transitions.map(each => each.key)

  for (const step of demo.steps) {
    expect(logins).toContain(step.as)
    if (step.create === undefined) expect(contracts).toContain(step.record)
    if (step.transition) expect(transitions).toContain(step.transition)
    if (step.complete) expect(elements[step.complete]?.type).toBe('userTask')
  }
})
