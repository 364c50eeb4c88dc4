import { Button, Dropdown, Input } from 'antd'
import type { TextAreaRef } from 'antd/es/input/TextArea'
import { useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { FieldProblem } from '../../shell/api/problem.ts'
import type { TaskDetail } from '../../shell/api/tasks.ts'
import { MoreIcon } from '../../shell/elements/icons.tsx'
import { keepOpinion, keptOpinion } from './opinion-memory.ts'
import { opinionNeeded } from './task-list-state.ts'
import styles from './task-pane.module.css'

interface DecisionBarProps {
  task: TaskDetail
  problems: readonly FieldProblem[]
  onDecide: (outcome: string, opinion: string) => void
}

/** Opinion and outcomes: the first is primary, the second beside it, the others in the menu. Ctrl/Cmd+Enter takes the first. */
export function DecisionBar({ task, problems, onDecide }: DecisionBarProps) {
  const { t } = useTranslation()
  const id = useId()
  const box = useRef<TextAreaRef>(null)
  const [opinion, setOpinion] = useState(() => keptOpinion(task.id))
  const [missing, setMissing] = useState(false)
  const [first, second, ...others] = task.outcomes
  const ownProblem = problems.find(problem => problem.pointer === '/opinion')?.message
  const error = missing ? t('tasks.opinionMissing') : ownProblem

  const decide = (outcome: string) => {
    if (opinionNeeded(task.opinion, outcome) && opinion.trim() === '') {
      setMissing(true)
      box.current?.focus()
      return
    }
    onDecide(outcome, opinion.trim())
  }

  return (
    <div className={styles.bar} data-action-bar>
      {error && (
        <p id={`${id}-error`} className={styles.error} role="alert">
          {error}
        </p>
      )}
      <div className={styles.buttons}>
        <Input.TextArea
          ref={box}
          className={styles.opinion!}
          aria-label={t('tasks.opinion')}
          aria-invalid={error !== undefined}
          aria-describedby={error ? `${id}-error` : undefined}
          placeholder={t(`tasks.opinionRule.${task.opinion}`)}
          value={opinion}
          onChange={event => {
            setOpinion(event.target.value)
            keepOpinion(task.id, event.target.value)
            setMissing(false)
          }}
          onKeyDown={event => {
            if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && first) decide(first.key)
          }}
          autoSize={{ minRows: 1, maxRows: 6 }}
          maxLength={2000}
          {...(error ? { status: 'error' as const } : {})}
        />
        {others.length > 0 && (
          <Dropdown
            trigger={['click']}
            placement="topRight"
            menu={{
              items: others.map(({ key, title }) => ({
                key,
                label: title,
                danger: key === 'reject',
                onClick: () => decide(key),
              })),
            }}
          >
            <Button icon={<MoreIcon />} aria-label={t('record.more')} />
          </Dropdown>
        )}
        {second && <Button onClick={() => decide(second.key)}>{second.title}</Button>}
        {first && (
          <Button type="primary" onClick={() => decide(first.key)}>
            {first.title}
          </Button>
        )}
      </div>
    </div>
  )
}
