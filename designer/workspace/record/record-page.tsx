import { useParams } from 'react-router'
import { ErrorState } from '../../shell/elements/error-state.tsx'
import { useDelayed } from '../../shell/elements/use-delayed.ts'
import { useAppModel } from '../../shell/session/session-context.ts'
import { NotFoundPage } from '../not-found-page.tsx'
import { RecordSkeleton } from './record-skeleton.tsx'
import { RecordView } from './record-view.tsx'
import { useRecord } from './use-record.ts'

/** One record, read-only, with what may be done to it. */
export default function RecordPage() {
  const { entity: name = '', id = '' } = useParams()
  const entity = useAppModel().entities[name]
  const record = useRecord(name, id)
  const late = useDelayed(record.isPending)
  if (!entity) return <NotFoundPage />
  if (record.data) return <RecordView key={id} entity={entity} record={record.data} />
  if (record.error) return <ErrorState error={record.error} onRetry={() => void record.refetch()} />
  return late ? <RecordSkeleton /> : null
}
