import { Skeleton } from 'antd'
import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import { StateMessage } from '../shell/elements/state-message.tsx'
import { usePermission } from '../shell/session/session-context.ts'
import { useBreadcrumb, type Crumb } from '../shell/breadcrumb/breadcrumb-context.tsx'
import { DefinitionRoom } from './core/definition-room.tsx'
import { DefinitionList } from './home/definition-list.tsx'
import { addStudioTexts } from './i18n/studio-texts.ts'
import styles from './studio-page.module.css'

addStudioTexts()

const PublishingRoutes = lazy(async () => ({
  default: (await import('./publishing/publishing-routes.tsx')).PublishingRoutes,
}))
const PacksRoutes = lazy(async () => ({ default: (await import('./packs/packs-routes.tsx')).PacksRoutes }))

/** Which part of the studio an address below `/studio/` belongs to. */
const PARTS: Readonly<Record<string, 'publish' | 'packs'>> = {
  publish: 'publish',
  publications: 'publish',
  packs: 'packs',
}

/** `/studio`: definitions at left; beside them the room of the chosen one, the publish centre, or the packs. */
export default function StudioPage() {
  const path = useParams()['*'] ?? ''
  const part = PARTS[path.split('/')[0]!]
  const { t } = useTranslation('studio')
  const mayRead = usePermission('definition', 'read')
  useBreadcrumb(useCrumbsOf(path, part))
  if (!mayRead) return <StateMessage title={t('noRight')} text={t('noRightText')} />
  return (
    <div className={styles.studio} data-open={path !== ''}>
      <DefinitionList chosen={path} part={part} />
      <div className={styles.room}>
        <Suspense fallback={<Skeleton active className={styles.loading!} paragraph={{ rows: 8 }} />}>
          {part === 'publish' && <PublishingRoutes path={path} />}
          {part === 'packs' && <PacksRoutes />}
        </Suspense>
        {!part && path === '' && <StateMessage title={t('pick')} text={t('pickText')} />}
        {!part && path !== '' && <DefinitionRoom key={path} id={path} />}
      </div>
    </div>
  )
}

function useCrumbsOf(path: string, part: 'publish' | 'packs' | undefined): Crumb[] {
  const { t } = useTranslation('studio')
  if (path === '') return [{ title: t('title') }]
  const studio = { title: t('title'), to: '/studio' }
  return part ? [studio, { title: t(`nav.${part}`) }] : [studio]
}
