import { useParams } from 'react-router'
import { useAppModel } from '../../shell/session/session-context.ts'
import { NotFoundPage } from '../not-found-page.tsx'
import { RecordListView } from './record-list-view.tsx'

/** A published page of type `list`. */
export default function ListPage() {
  const { page: name } = useParams()
  const app = useAppModel()
  const page = name ? app.pages[name] : undefined
  const entity = page ? app.entities[page.entity] : undefined
  if (page?.type !== 'list' || !entity) return <NotFoundPage />
  return <RecordListView key={page.name} page={page} entity={entity} />
}
