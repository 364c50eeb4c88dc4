import { useQuery } from '@tanstack/react-query'
import { Button, Skeleton } from 'antd'
import { useTranslation } from 'react-i18next'
import { useBreadcrumb } from '../../../shell/breadcrumb/breadcrumb-context.tsx'
import { ErrorState } from '../../../shell/elements/error-state.tsx'
import { StateMessage } from '../../../shell/elements/state-message.tsx'
import { usePermission } from '../../../shell/session/session-context.ts'
import { LOCAL_LAYER_URL, packsApi, type PackSummary } from '../packs-api.ts'
import styles from '../packs.module.css'
import { FileDrop } from './file-drop.tsx'
import { PacksTable } from './packs-table.tsx'
import { usePlanMaker } from './use-plan-maker.ts'

/** What is installed; a pack file dropped anywhere here leads to a plan. */
export function PacksPage() {
  const { t } = useTranslation('packs')
  const { t: studio } = useTranslation('studio')
  useBreadcrumb([{ title: studio('title'), to: '/studio' }, { title: t('title') }])
  const mayPublish = usePermission('definition', 'publish')
  const { data, error, refetch } = useQuery({ queryKey: ['packs'], queryFn: packsApi.list })
  const maker = usePlanMaker()
  return (
    <FileDrop disabled={!mayPublish || maker.busy} onFile={maker.fromFile}>
      {choose => (
        <div className={styles.content}>
          <header className={styles.head}>
            <h1>{t('title')}</h1>
            <Button href={LOCAL_LAYER_URL} download disabled={!data?.some(pack => pack.local > 0)}>
              {t('exportLocal')}
            </Button>
            {mayPublish && (
              <Button type="primary" loading={maker.busy} onClick={choose}>
                {maker.busy ? t('reading') : t('choose')}
              </Button>
            )}
          </header>
          <p className={styles.intro}>{t(mayPublish ? 'intro' : 'introReadOnly')}</p>
          {error ? <ErrorState error={error} onRetry={() => void refetch()} /> : null}
          {!data && !error && <Skeleton active title={false} paragraph={{ rows: 6 }} />}
          {data && <Installed packs={data} onUninstall={maker.uninstall} />}
        </div>
      )}
    </FileDrop>
  )
}

function Installed({ packs, onUninstall }: { packs: PackSummary[]; onUninstall(pack: PackSummary): void }) {
  const { t } = useTranslation('packs')
  if (packs.length === 0) return <StateMessage title={t('empty')} text={t('emptyText')} />
  return <PacksTable packs={packs} onUninstall={onUninstall} />
}
