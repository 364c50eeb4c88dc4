import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { TASK_FOLDERS, type TaskFolder } from '../../shell/api/tasks.ts'
import styles from './task-centre.module.css'
import { useTaskCounts } from './use-task-counts.ts'

export function TaskFolders({ current }: { current: TaskFolder }) {
  const { t } = useTranslation()
  const counts = useTaskCounts()
  const countOf = { todo: counts.todo, started: counts.started, done: 0 }
  return (
    <nav className={styles.folders} aria-label={t('tasks.folders')}>
      {TASK_FOLDERS.map(folder => (
        <Link
          key={folder}
          to={folder === 'todo' ? '/tasks' : `/tasks?folder=${folder}`}
          aria-current={folder === current ? 'page' : undefined}
        >
          {t(`tasks.${folder}`)}
          {countOf[folder] > 0 && <span>{countOf[folder]}</span>}
        </Link>
      ))}
    </nav>
  )
}
