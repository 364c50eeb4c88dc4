import { useQueryClient, type InfiniteData } from '@tanstack/react-query'
import { App } from 'antd'
import { useTranslation } from 'react-i18next'
import { ApiError, type FieldProblem } from '../../shell/api/problem.ts'
import type { DraftValues } from '../../shell/api/records.ts'
import { tasksApi, type TaskDetail, type TaskSummary } from '../../shell/api/tasks.ts'
import { useProblemText } from '../../shell/elements/problem-text.ts'
import { neighbourOf } from './task-list-state.ts'
import { keepOpinion } from './opinion-memory.ts'
import { taskListQuery } from './task-queries.ts'

interface DecisionInput {
  task: TaskDetail
  items: readonly TaskSummary[]
  onOpen: (id: string | null) => void
  /** The engine has committed it. */
  onDone?: () => void
  /** Refused because of what was filled in: the task is open again. */
  onProblems: (problems: readonly FieldProblem[]) => void
}

type TaskPages = InfiniteData<{ items: TaskSummary[]; next: string | null }, string | undefined>

/**
 * Decides a task. The task leaves the list and the next one opens at once; when the engine refuses, it comes back with what
 * was written and the reason. A 409 means that somebody else was faster: its sentence says who and what.
 */
export function useDecision({ task, items, onOpen, onDone, onProblems }: DecisionInput) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const problemText = useProblemText()
  const queries = useQueryClient()
  const todo = taskListQuery('todo').queryKey

  return async (outcome: string, opinion: string, patch: DraftValues): Promise<void> => {
    await queries.cancelQueries({ queryKey: todo })
    const before = queries.getQueryData<TaskPages>(todo)
    const following = neighbourOf(items, task.id)
    queries.setQueryData<TaskPages>(todo, pages => pages && without(pages, task.id))
    onOpen(following)
    try {
      const done = await tasksApi.complete(
        task.id,
        {
          outcome,
          version: task.version,
          ...(opinion ? { opinion } : {}),
          ...(Object.keys(patch).length > 0 ? { record: patch } : {}),
        },
        crypto.randomUUID(),
      )
      onDone?.()
      keepOpinion(task.id, '')
      if (!following && done.next) onOpen(done.next.taskId)
    } catch (error) {
      const settled = error instanceof ApiError && error.status === 409
      void message.error(
        settled ? t('tasks.settled', { subject: task.recordTitle, reason: problemText(error) }) : problemText(error),
        8,
      )
      if (!settled) {
        queries.setQueryData(todo, before)
        keepOpinion(task.id, opinion)
        onOpen(task.id)
        if (error instanceof ApiError) onProblems(error.fields)
      }
    } finally {
      void queries.invalidateQueries({ queryKey: ['tasks'] })
      void queries.invalidateQueries({ queryKey: ['records', task.entity] })
    }
  }
}

function without(pages: TaskPages, id: string): TaskPages {
  return { ...pages, pages: pages.pages.map(page => ({ ...page, items: page.items.filter(item => item.id !== id) })) }
}
