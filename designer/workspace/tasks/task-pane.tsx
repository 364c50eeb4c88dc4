import { useQuery } from '@tanstack/react-query'
import { Button, Skeleton } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { TaskDetail, TaskFolder, TaskSummary } from '../../shell/api/tasks.ts'
import { ErrorState } from '../../shell/elements/error-state.tsx'
import { BackIcon } from '../../shell/elements/icons.tsx'
import { RelativeTime } from '../../shell/elements/relative-time.tsx'
import { useDelayed } from '../../shell/elements/use-delayed.ts'
import { useAppModel } from '../../shell/session/session-context.ts'
import { FlowPath, outcomeText } from '../../renderer/flow-path/flow-path.tsx'
import { recordTitle } from '../record/record-title.ts'
import centre from './task-centre.module.css'
import { KeptNote } from './kept-note.tsx'
import { summaryText } from './summary-text.ts'
import { TaskForm } from './task-form.tsx'
import styles from './task-pane.module.css'
import { taskQuery } from './task-queries.ts'

interface TaskPaneProps {
  id: string
  folder: TaskFolder
  items: readonly TaskSummary[]
  onOpen: (id: string | null) => void
}

/** One task: what, who, since when; the record; the way of the flow; the decision at the bottom. */
export function TaskPane({ id, folder, items, onOpen }: TaskPaneProps) {
  const { t } = useTranslation()
  const { data: task, error, isPending, refetch } = useQuery(taskQuery(id))
  const late = useDelayed(isPending)
  return (
    <article className={centre.pane} aria-label={task?.recordTitle}>
      <Button className={styles.back!} type="text" icon={<BackIcon />} onClick={() => onOpen(null)}>
        {t(`tasks.${folder}`)}
      </Button>
      {task ? (
        <TaskBody task={task} items={items} onOpen={onOpen} />
      ) : error ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : (
        late && (
          <div className={styles.scroll}>
            <Skeleton active title={{ width: 320 }} paragraph={{ rows: 9 }} />
          </div>
        )
      )}
    </article>
  )
}

interface TaskBodyProps {
  task: TaskDetail
  items: readonly TaskSummary[]
  onOpen: (id: string | null) => void
}

function TaskBody({ task, items, onOpen }: TaskBodyProps) {
  return (
    <TaskForm
      task={task}
      items={items}
      onOpen={onOpen}
      header={<TaskHeader task={task} />}
      aside={<TaskPath task={task} />}
    />
  )
}

function TaskHeader({ task }: { task: TaskDetail }) {
  const { t } = useTranslation()
  const entity = useAppModel().entities[task.entity]
  const note = entity && recordTitle(entity, task.record).note
  return (
    <header className={styles.header}>
      <p className={styles.kicker}>
        {task.flow.title} · {task.title}
      </p>
      <h1>
        {entity ? <Link to={`/records/${task.entity}/${task.recordId}`}>{task.recordTitle}</Link> : task.recordTitle}
        {note && <span className={styles.note}>{note}</span>}
      </h1>
      <p className={styles.since}>
        {task.starter && <>{t('tasks.startedBy', { name: task.starter.name })} · </>}
        <RelativeTime at={task.openedAt} />
        {task.outcome && <> · {outcomeText(task.outcome, t)}</>}
      </p>
      <KeptNote task={task} />
      {task.summary.length > 0 && (
        <dl className={styles.facts}>
          {task.summary.map(part => (
            <div key={part.title}>
              <dt>{part.title}</dt>
              <dd>{summaryText(part, t)}</dd>
            </div>
          ))}
        </dl>
      )}
    </header>
  )
}

function TaskPath({ task }: { task: TaskDetail }) {
  const { t } = useTranslation()
  return (
    <section className={styles.path} aria-label={t('tasks.path')}>
      <h2>{t('tasks.path')}</h2>
      <FlowPath steps={withParticipants(task)} />
    </section>
  )
}

/** The step that is open now also tells who of its people has already said what. */
function withParticipants(task: TaskDetail): TaskDetail['path'] {
  const acted = task.participants.filter(participant => participant.actedAt !== null)
  return task.path.map(step =>
    step.element === task.element && step.state === 'current' && step.opinions.length === 0
      ? {
          ...step,
          opinions: acted.map(({ person, state, opinion, actedAt }) => ({ person, state, opinion, at: actedAt! })),
        }
      : step,
  )
}
