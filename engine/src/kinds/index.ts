import type { Kind } from '../metadata/kind.ts'
import { articleKind } from './article/kind.ts'
import { checklistKind } from './checklist/kind.ts'
import { dashboardKind } from './dashboard/kind.ts'
import { documentTemplateKind } from './document-template/kind.ts'
import { entityKind } from './entity/kind.ts'
import { flowKind } from './flow/kind.ts'
import { formKind } from './form/kind.ts'
import { navigationKind } from './navigation/kind.ts'
import { pageKind } from './page/kind.ts'
import { referenceDataKind } from './reference-data/kind.ts'
import { reportKind } from './report/kind.ts'
import { roleKind } from './role/kind.ts'
import { ruleSetKind } from './rule-set/kind.ts'
import { scheduleKind } from './schedule/kind.ts'

/**
 * All kinds, in the order in which they are compiled: a kind may ask for the compiled form of those above it.
 * A new kind is a folder here and a line in this list.
 */
export const kinds: readonly Kind[] = [
  entityKind,
  roleKind,
  ruleSetKind,
  documentTemplateKind,
  formKind,
  pageKind,
  flowKind,
  referenceDataKind,
  checklistKind,
  scheduleKind,
  reportKind,
  dashboardKind,
  articleKind,
  navigationKind,
]
