import type { Words } from '../../../core/room.ts'
import { UNIT_TYPES } from '../edit/unit-types.ts'
import type { WhoContent } from '../edit/who.ts'

/** `部门负责人（片区）`, `岗位 pc`: one way of finding people. */
export function whoWords(who: WhoContent, t: Words): string {
  return t(`flow.whoWords.${who.type}`, { detail: detailOf(who, t) })
}

function detailOf(who: WhoContent, t: Words): string {
  if (who.type === 'unit_head')
    return who.unitType ? unitWords(who.unitType, t) : t('flow.unitLevel', { level: who.level ?? '1' })
  return who.code ?? who.name ?? who.field ?? who.value?.replace(/^=/, '') ?? '–'
}

/** Types of the organisation are data; the usual ones have words here, others are told as they are. */
const unitWords = (type: string, t: Words): string =>
  UNIT_TYPES.some(known => known === type) ? t(`flow.unitType.${type}`, {}) : type
