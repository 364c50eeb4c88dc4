import { lazy, Suspense } from 'react'
import type { DrawnTaskProps } from './task-form.tsx'

const EditableTask = lazy(() => import('./editable-task.tsx'))

/** Most tasks are only read: rjsf and its controls are fetched for those that are filled in. */
export function EditableTaskLoader(props: DrawnTaskProps) {
  return (
    <Suspense>
      <EditableTask {...props} />
    </Suspense>
  )
}
