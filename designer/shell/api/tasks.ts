import type { FormDefinition } from './app.ts'
import { api, withQuery } from './client.ts'
import type { DraftValues, FullRecord, PathStep, TimelineEntry } from './records.ts'

export const TASK_FOLDERS = ['todo', 'done', 'started'] as const
export type TaskFolder = (typeof TASK_FOLDERS)[number]

export interface TaskSummary {
  id: string
  title: string
  flow: { name: string; title: string }
  element: string
  /** `approval`: decide. `task`: handle it, usually by filling in the form. */
  kind: string
  entity: string
  recordId: string
  recordTitle: string
  /** A few values that tell what is asked; `format` is `text`, `money`, `decimal`, `percent`, `date` … */
  summary: { title: string; value: unknown; format: string }[]
  starter: { id: string; name: string } | null
  openedAt: string
  dueAt: string | null
  state: string
  outcome: string | null
}

export interface TaskDetail extends TaskSummary {
  version: number
  outcomes: { key: string; title: string }[]
  opinion: 'optional' | 'on_return' | 'required'
  form: string | null
  /** The form as the run keeps it, when it is not the present one; `leftOut` are fields that the record has no more. */
  formerForm: { version: number; content: FormDefinition; leftOut: string[] } | null
  /** Why the run can't go on: its version of the flow no longer works. */
  broken: string | null
  record: FullRecord
  participants: {
    person: { id: string; name: string }
    state: string
    opinion: string | null
    actedAt: string | null
  }[]
  path: PathStep[]
  history?: TimelineEntry[]
}

export interface TaskCompletion {
  outcome: string
  opinion?: string
  /** Version of the task that was looked at. */
  version: number
  /** Merge patch of the record, where the task's form was filled in. */
  record?: DraftValues
}

export interface CompletedTask {
  task: TaskSummary
  instance: { state: string; outcome: string | null }
  next: { taskId: string } | null
}

const one = (id: string) => `/api/tasks/${encodeURIComponent(id)}`

export const tasksApi = {
  counts: () => api.get<{ todo: number; started: number }>('/api/tasks/counts'),
  list: (folder: TaskFolder, after?: string) =>
    api.get<{ items: TaskSummary[]; next: string | null }>(withQuery('/api/tasks', { folder, after, limit: 50 })),
  read: (id: string) => api.get<TaskDetail>(one(id)),
  complete: (id: string, completion: TaskCompletion, idempotencyKey: string) =>
    api.post<CompletedTask>(`${one(id)}/complete`, completion, { idempotencyKey }),
}
