import { useInfiniteQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useCallback, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate, useParams, useSearchParams } from 'react-router'
import { TASK_FOLDERS, type TaskFolder } from '../../shell/api/tasks.ts'
import { ErrorState } from '../../shell/elements/error-state.tsx'
import { StateMessage } from '../../shell/elements/state-message.tsx'
import { useNarrow } from '../../shell/elements/use-narrow.ts'
import { useBreadcrumb } from '../../shell/breadcrumb/breadcrumb-context.tsx'
import { useShortcuts } from '../layout/shortcuts.ts'
import { TaskFolders } from './task-folders.tsx'
import styles from './task-centre.module.css'
import { TaskList } from './task-list.tsx'
import { TaskPane } from './task-pane.tsx'
import { taskListQuery } from './task-queries.ts'

/** Three panes: folders, tasks, the task. A phone shows one at a time: the list, then the task. */
export default function TaskCentrePage() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const narrow = useNarrow()
  const { taskId } = useParams()
  const [parameters] = useSearchParams()
  const folder: TaskFolder = TASK_FOLDERS.find(name => name === parameters.get('folder')) ?? 'todo'
  const list = useInfiniteQuery(taskListQuery(folder))
  const items = useMemo(() => list.data?.pages.flatMap(page => page.items) ?? [], [list.data])
  // The desk is never empty while there is work: without a chosen task the first one is open.
  const openId = taskId ?? (narrow ? undefined : items[0]?.id)
  useBreadcrumb([{ title: t('nav.tasks') }])

  const open = useCallback(
    (id: string | null) =>
      void navigate(`/tasks${id ? `/${id}` : ''}${folder === 'todo' ? '' : `?folder=${folder}`}`, { replace: !narrow }),
    [navigate, folder, narrow],
  )
  useShortcuts(
    useMemo(() => {
      const move = (step: number) => {
        const next = items[items.findIndex(item => item.id === openId) + step]
        if (next) open(next.id)
      }
      return { j: () => move(1), k: () => move(-1) }
    }, [items, openId, open]),
  )

  return (
    <div className={styles.panes} data-task={openId !== undefined}>
      <TaskFolders current={folder} />
      <section className={styles.list} aria-label={t(`tasks.${folder}`)}>
        {list.error && items.length === 0 ? (
          <ErrorState error={list.error} onRetry={() => void list.refetch()} />
        ) : list.isPending ? null : items.length === 0 ? (
          <StateMessage title={t(`tasks.empty.${folder}`)} />
        ) : (
          <TaskList items={items} openId={openId} onOpen={open} folder={folder} />
        )}
        {list.hasNextPage && (
          <Button type="text" block loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {t('tasks.more')}
          </Button>
        )}
      </section>
      {openId !== undefined && <TaskPane key={openId} id={openId} folder={folder} items={items} onOpen={open} />}
    </div>
  )
}
