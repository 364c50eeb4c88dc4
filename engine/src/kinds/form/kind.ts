import { defineKind } from '../../metadata/kind.ts'
import { formChanges } from './changes.ts'
import { compileForm } from './compile.ts'
import type { FormContent } from './content.ts'
import type { FormModel } from './form-model.ts'
import schema from './schema.json' with { type: 'json' }

export const formKind = defineKind<FormContent, FormModel>({
  name: 'form',
  folder: 'forms',
  suffix: '.form.json',
  schema,
  compile: compileForm,
  changeWords: formChanges,
})
