import type { EntityModel } from '../../metadata/entity-model.ts'
import { defineKind } from '../../metadata/kind.ts'
import { entityChanges } from './changes.ts'
import { compileEntity } from './compile.ts'
import type { EntityContent } from './content.ts'
import schema from './schema.json' with { type: 'json' }

export const entityKind = defineKind<EntityContent, EntityModel>({
  name: 'entity',
  folder: 'entities',
  suffix: '.entity.json',
  schema,
  compile: compileEntity,
  changeWords: entityChanges,
})
