import { useMemo, useRef, useState } from 'react'
import { fieldsOf } from '../../renderer/fields/field-model.ts'
import { changedBody } from '../../renderer/form/draft/draft-values.ts'
import { useFormConditions } from '../../renderer/form/form-conditions.ts'
import { RecordForm, scrollToFirstError } from '../../renderer/form/record-form.tsx'
import type { FieldProblem } from '../../shell/api/problem.ts'
import { useCompute } from '../form/use-compute.ts'
import { useRecordDraft } from '../form/use-record-draft.ts'
import { DecisionBar } from './decision-bar.tsx'
import type { DrawnTaskProps } from './task-form.tsx'
import styles from './task-pane.module.css'
import { useDecision } from './use-decision.ts'

/** A task whose record is filled in: the form, and the outcome as its submit button. */
export default function EditableTask({ task, items, onOpen, header, aside, entity, form }: DrawnTaskProps) {
  const draft = useRecordDraft(entity, task.record)
  useCompute({ entity, base: draft.base, values: draft.values, merge: draft.merge, addLabels: draft.addLabels })
  const conditions = useFormConditions(form, entity, draft.values)
  const readOnly = useMemo(() => new Set(task.record._permissions.fields.readOnly), [task.record])
  const [problems, setProblems] = useState<readonly FieldProblem[]>([])
  const decide = useDecision({
    task,
    items,
    onOpen,
    onDone: draft.finish,
    onProblems: found => {
      setProblems(found)
      setTimeout(scrollToFirstError)
    },
  })
  // The bar says which outcome; rjsf checks the form in between.
  const chosen = useRef<{ outcome: string; opinion: string } | null>(null)
  const formRef = useRef<{ submit: () => void }>(null)
  if (!conditions) return null
  return (
    <div className={styles.form}>
      <div className={styles.scroll}>
        {header}
        <div className={styles.columns}>
          <div className={styles.record}>
            <RecordForm
              entity={entity}
              form={form}
              conditions={conditions}
              values={draft.values}
              labels={draft.labels}
              readOnly={readOnly}
              problems={problems}
              formRef={formRef}
              onChange={values => {
                draft.change(values)
                if (problems.length > 0) setProblems([])
              }}
              onLabels={draft.addLabels}
              onSubmit={values => {
                const decision = chosen.current
                const fields = fieldsOf(entity).filter(field => !readOnly.has(field.name))
                if (decision)
                  void decide(decision.outcome, decision.opinion, changedBody(fields, draft.base ?? {}, values))
              }}
            >
              <></>
            </RecordForm>
          </div>
          {aside}
        </div>
      </div>
      <DecisionBar
        task={task}
        problems={problems}
        onDecide={(outcome, opinion) => {
          chosen.current = { outcome, opinion }
          formRef.current?.submit()
        }}
      />
    </div>
  )
}
