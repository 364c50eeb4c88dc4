import { PublicationList } from './publication-list.tsx'
import { PublishCentre } from './publish-centre.tsx'
import { ReviewPage } from './review-page.tsx'

/** `/studio/publish`, `/studio/publications` and `/studio/publications/<id>`; `path` is what follows `/studio/`. */
export function PublishingRoutes({ path }: { path: string }) {
  const [page, id] = path.split('/')
  if (page === 'publish') return <PublishCentre />
  return id ? <ReviewPage key={id} id={id} /> : <PublicationList />
}
