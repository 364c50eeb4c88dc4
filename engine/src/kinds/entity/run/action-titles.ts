import type { AuditRow } from '../../../store/statements/read-audit.ts'
import type { EntityTexts } from './entity-texts.ts'
import { TRANSITION } from './transition-record.ts'

type Language = 'zh-CN' | 'en'

/** What the engine's own actions are called. Those of transitions and flow steps come from their definitions. */
const TITLES: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  'record.created': { 'zh-CN': '新建', en: 'Created' },
  'record.updated': { 'zh-CN': '修改', en: 'Changed' },
  'record.deleted': { 'zh-CN': '删除', en: 'Deleted' },
  'flow.started': { 'zh-CN': '流程开始', en: 'Flow started' },
  'flow.ended': { 'zh-CN': '流程结束', en: 'Flow ended' },
  'flow.decided': { 'zh-CN': '规则判定', en: 'Rule decided' },
  'flow.timer_fired': { 'zh-CN': '到时触发', en: 'Timer fired' },
  'flow.incident': { 'zh-CN': '流程异常', en: 'Incident' },
  'flow.retried': { 'zh-CN': '重试', en: 'Retried' },
  'task.opened': { 'zh-CN': '任务开始', en: 'Task opened' },
  'task.approved': { 'zh-CN': '同意', en: 'Approved' },
  'task.returned': { 'zh-CN': '退回', en: 'Returned' },
  'task.rejected': { 'zh-CN': '拒绝', en: 'Rejected' },
  'task.done': { 'zh-CN': '完成', en: 'Done' },
  'task.cancelled': { 'zh-CN': '任务取消', en: 'Task cancelled' },
  'task.passed': { 'zh-CN': '任务通过', en: 'Task passed' },
}

/** One line that says what happened: `区域经理审批：同意`. */
export function actionTitle(
  { action, changes }: Pick<AuditRow, 'action' | 'changes'>,
  texts: EntityTexts,
  locale: string,
): string {
  const language: Language = locale === 'en' ? 'en' : 'zh-CN'
  if (action === 'record.transitioned') return texts.transition(String(changes?.[TRANSITION]))
  const title = TITLES[action]?.[language] ?? action
  const { element, flow } = (changes ?? {}) as { element?: { title?: string }; flow?: { title?: string } }
  const subject =
    action.startsWith('task.') || action === 'flow.decided'
      ? element?.title
      : action.startsWith('flow.')
        ? flow?.title
        : undefined
  return subject ? `${subject}${language === 'en' ? ': ' : '：'}${title}` : title
}
