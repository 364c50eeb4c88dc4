import { lazy, Suspense } from 'react'
import { matchPath, useLocation } from 'react-router'
import { addPacksTexts } from './i18n/packs-texts.ts'
import { PacksPage } from './list/packs-page.tsx'
import styles from './packs.module.css'

addPacksTexts()

const LocalChangesPage = lazy(async () => ({
  default: (await import('./local/local-changes-page.tsx')).LocalChangesPage,
}))
const PlanPage = lazy(async () => ({ default: (await import('./plan/plan-page.tsx')).PlanPage }))
const ConflictReviewPage = lazy(async () => ({
  default: (await import('./conflicts/conflict-review-page.tsx')).ConflictReviewPage,
}))

/**
 * Everything below `/studio/packs`: the list, `<name>/local`, `plans/<id>` and `plans/<id>/conflicts`. Reads the address
 * itself, so that it can be mounted at any depth.
 */
export function PacksRoutes() {
  const { pathname } = useLocation()
  return (
    <div className={styles.page}>
      <Suspense>{pageAt(pathname)}</Suspense>
    </div>
  )
}

function pageAt(pathname: string) {
  const conflicts = matchPath('/studio/packs/plans/:id/conflicts', pathname)?.params.id
  if (conflicts !== undefined) return <ConflictReviewPage key={conflicts} id={conflicts} />
  const plan = matchPath('/studio/packs/plans/:id', pathname)?.params.id
  if (plan !== undefined) return <PlanPage key={plan} id={plan} />
  const local = matchPath('/studio/packs/:name/local', pathname)?.params.name
  if (local !== undefined) return <LocalChangesPage key={local} name={local} />
  return <PacksPage />
}
