import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { TaskFolder, TaskSummary } from '../../shell/api/tasks.ts'
import { RelativeTime } from '../../shell/elements/relative-time.tsx'
import { outcomeText } from '../../renderer/flow-path/flow-path.tsx'
import { urgency } from './deadline.ts'
import { summaryText } from './summary-text.ts'
import styles from './task-centre.module.css'

interface TaskListProps {
  items: readonly TaskSummary[]
  openId: string | undefined
  folder: TaskFolder
  onOpen: (id: string) => void
}

/** Per task: what it is about, the amount, what is asked, who asks and for how long it has been waiting. */
export function TaskList({ items, openId, folder, onOpen }: TaskListProps) {
  const { t } = useTranslation()
  const list = useRef<HTMLUListElement>(null)
  useEffect(() => {
    list.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest' })
  }, [openId])
  return (
    <ul ref={list}>
      {items.map(task => {
        const about = task.summary.find(part => part.format !== 'money' && part.value)?.value
        const money = task.summary.find(part => part.format === 'money')
        return (
          <li key={task.id}>
            <Link
              to={`/tasks/${task.id}${folder === 'todo' ? '' : `?folder=${folder}`}`}
              className={styles.item!}
              aria-current={task.id === openId || undefined}
              onClick={event => {
                if (event.metaKey || event.ctrlKey || event.shiftKey) return
                event.preventDefault()
                onOpen(task.id)
              }}
            >
              <span className={styles.subject}>
                {task.recordTitle}
                {typeof about === 'string' && <span className={styles.about}>{about}</span>}
              </span>
              <span className={styles.line}>
                <span>{task.title}</span>
                {money && <span className={styles.amount}>{summaryText(money, t)}</span>}
              </span>
              <span className={styles.line}>
                <span>{task.starter?.name}</span>
                <TaskTime task={task} />
              </span>
            </Link>
          </li>
        )
      })}
    </ul>
  )
}

function TaskTime({ task }: { task: TaskSummary }) {
  const { t } = useTranslation()
  if (task.outcome) return <span>{outcomeText(task.outcome, t)}</span>
  if (!task.dueAt) return <RelativeTime at={task.openedAt} />
  return (
    <span className={styles.due} data-urgency={urgency(task.dueAt, new Date())}>
      <RelativeTime at={task.dueAt} words={time => t('tasks.due', { time })} />
    </span>
  )
}
