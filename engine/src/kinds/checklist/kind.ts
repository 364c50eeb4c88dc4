import { defineKind } from '../../metadata/kind.ts'
import type { ChecklistModel } from './checklist-model.ts'
import { compileChecklist } from './compile.ts'
import type { ChecklistContent } from './content.ts'
import schema from './schema.json' with { type: 'json' }

export const checklistKind = defineKind<ChecklistContent, ChecklistModel>({
  name: 'checklist',
  folder: 'checklists',
  suffix: '.checklist.json',
  schema,
  compile: compileChecklist,
})
