import { defineKind } from '../../metadata/kind.ts'
import { roleChanges } from './changes.ts'
import { compileRole } from './compile.ts'
import type { RoleContent } from './content.ts'
import type { RoleModel } from './role-model.ts'
import schema from './schema.json' with { type: 'json' }

export const roleKind = defineKind<RoleContent, RoleModel>({
  name: 'role',
  folder: 'roles',
  suffix: '.role.json',
  schema,
  compile: compileRole,
  changeWords: roleChanges,
})
