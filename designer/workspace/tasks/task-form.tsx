import { useMemo, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { EntityDescription, FormDefinition } from '../../shell/api/app.ts'
import type { FieldProblem } from '../../shell/api/problem.ts'
import type { DraftValues } from '../../shell/api/records.ts'
import type { TaskDetail, TaskSummary } from '../../shell/api/tasks.ts'
import { StateMessage } from '../../shell/elements/state-message.tsx'
import { useAppModel } from '../../shell/session/session-context.ts'
import { useFormConditions } from '../../renderer/form/form-conditions.ts'
import { RecordSections } from '../../renderer/record/record-sections.tsx'
import { formOrAllFields } from '../../renderer/record/form-or-all-fields.ts'
import { pagesOfEntity } from '../record/pages-of-entity.ts'
import { DecisionBar } from './decision-bar.tsx'
import { EditableTaskLoader } from './editable-task-loader.tsx'
import styles from './task-pane.module.css'
import { useDecision } from './use-decision.ts'

interface TaskFormProps {
  task: TaskDetail
  items: readonly TaskSummary[]
  onOpen: (id: string | null) => void
  header: ReactNode
  aside: ReactNode
}

/** The record of a task: to be filled in where handling it means that, else to be read; and the decision below. */
export function TaskForm({ task, items, onOpen, header, aside }: TaskFormProps) {
  const { t } = useTranslation()
  const app = useAppModel()
  const entity = app.entities[task.entity]
  const published = task.formerForm?.content ?? (task.form ? app.forms[task.form] : undefined)
  const form = useMemo(
    () => entity && formOrAllFields(published ?? pagesOfEntity(app, task.entity).form, entity),
    [app, entity, published, task.entity],
  )
  if (!entity || !form) {
    return (
      <div className={styles.scroll}>
        {header}
        <StateMessage title={t('tasks.noEntity')} />
        {aside}
      </div>
    )
  }
  const shared = { task, items, onOpen, header, aside, entity, form }
  return task.state === 'open' && task.kind === 'task' && task.record._permissions.update ? (
    <EditableTaskLoader {...shared} />
  ) : (
    <ReadableTask {...shared} />
  )
}

export interface DrawnTaskProps extends TaskFormProps {
  entity: EntityDescription
  form: FormDefinition
}

function ReadableTask({ task, items, onOpen, header, aside, entity, form }: DrawnTaskProps) {
  const conditions = useFormConditions(form, entity, task.record)
  const [problems, setProblems] = useState<readonly FieldProblem[]>([])
  const decide = useDecision({ task, items, onOpen, onProblems: setProblems })
  return (
    <>
      <div className={styles.scroll}>
        {header}
        <div className={styles.columns}>
          <div className={styles.record}>
            {conditions && <RecordSections entity={entity} form={form} record={task.record} conditions={conditions} />}
          </div>
          {aside}
        </div>
      </div>
      {task.state === 'open' && (
        <DecisionBar
          task={task}
          problems={problems}
          onDecide={(outcome, opinion) => void decide(outcome, opinion, NOTHING)}
        />
      )}
    </>
  )
}

const NOTHING: DraftValues = {}
