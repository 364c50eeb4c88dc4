import type { Log } from '../base/log.ts'
import { applyReferenceData } from '../kinds/reference-data/run/apply-rows.ts'
import type { ReferenceDataModel } from '../kinds/reference-data/reference-data-model.ts'
import type { EntityModel } from '../metadata/entity-model.ts'
import type { CompiledDefinition } from '../metadata/linker.ts'
import type { DeskParts } from '../runtime/publishing/desk.ts'

/** Publishing stores the rows of reference data when a file of rows, or an entity that has one, is changed. */
export function storeReferenceRows(log: Log): NonNullable<DeskParts['storeRows']> {
  return async (tx, { output, changed }, at) => {
    const all = [...output.compiled.values()]
    const data = all.filter(isReferenceData).map(each => each.compiled as ReferenceDataModel)
    const entities = new Set(data.map(each => `entity/${each.entity}`))
    const concerns = changed.some(({ id }) => {
      const [, kind, name] = id.split('/')
      return kind === 'reference-data' || entities.has(`${kind}/${name}`)
    })
    if (!concerns) return
    const modelOf = (name: string): EntityModel =>
      all.find(({ source }) => source.kind === 'entity' && source.name === name)!.compiled as EntityModel
    for (const { entity, inserted, updated, kept } of await applyReferenceData(tx, data, { modelOf, at }))
      if (inserted + updated > 0) log.info({ entity, inserted, updated, kept }, 'reference data stored')
  }
}

const isReferenceData = ({ source }: CompiledDefinition): boolean => source.kind === 'reference-data'
