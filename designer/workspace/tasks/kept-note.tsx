import { Alert } from 'antd'
import { useTranslation } from 'react-i18next'
import type { TaskDetail } from '../../shell/api/tasks.ts'

/** A running approval keeps its form and its flow: says so where the record or the engine has gone on without them. */
export function KeptNote({ task }: { task: TaskDetail }) {
  const { t } = useTranslation()
  if (task.broken !== null) return <Alert type="error" showIcon title={t('tasks.broken')} description={task.broken} />
  const leftOut = task.formerForm?.leftOut ?? []
  if (leftOut.length === 0) return null
  return <Alert type="info" showIcon title={t('tasks.leftOut', { fields: leftOut.join(t('tasks.listSeparator')) })} />
}
