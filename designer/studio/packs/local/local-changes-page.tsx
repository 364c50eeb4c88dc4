import { useQuery } from '@tanstack/react-query'
import { Button, Skeleton } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate } from 'react-router'
import { useBreadcrumb } from '../../../shell/breadcrumb/breadcrumb-context.tsx'
import { ErrorState } from '../../../shell/elements/error-state.tsx'
import { StateMessage } from '../../../shell/elements/state-message.tsx'
import { ChangeList } from '../../core/change-list.tsx'
import { definitionsApi, type DefinitionSummary } from '../../core/definitions-api.ts'
import listStyles from '../definitions.module.css'
import { DefinitionHeading } from '../definition-heading.tsx'
import { LOCAL_LAYER_URL, packsApi } from '../packs-api.ts'
import styles from '../packs.module.css'
import { usePackTitle } from '../use-pack-title.ts'

/** `/studio/packs/<name>/local`: what this installation changed on top of one pack. */
export function LocalChangesPage({ name }: { name: string }) {
  const { t } = useTranslation('packs')
  const { t: studio } = useTranslation('studio')
  const navigate = useNavigate()
  const title = t('localPage.title', { title: usePackTitle(name) })
  useBreadcrumb([{ title: studio('title'), to: '/studio' }, { title: t('title'), to: '/studio/packs' }, { title }])
  const { data, error, refetch } = useQuery({ queryKey: ['definitions'], queryFn: definitionsApi.list })
  const changed = data?.filter(each => each.local && each.pack === name)
  return (
    <div className={styles.content}>
      <header className={styles.head}>
        <h1>{title}</h1>
        <Button onClick={() => void navigate('/studio/packs')}>{t('localPage.back')}</Button>
        <Button href={LOCAL_LAYER_URL} download disabled={changed?.length === 0}>
          {t('exportLocal')}
        </Button>
      </header>
      <p className={styles.intro}>{t('localPage.text')}</p>
      {error ? <ErrorState error={error} onRetry={() => void refetch()} /> : null}
      {!changed && !error && <Skeleton active title={false} paragraph={{ rows: 6 }} />}
      {changed?.length === 0 && <StateMessage title={t('localPage.none')} text={t('localPage.noneText')} />}
      {changed?.map(each => (
        <LocalDefinition key={each.id} definition={each} opened={changed.length <= 12} />
      ))}
    </div>
  )
}

function LocalDefinition({ definition, opened }: { definition: DefinitionSummary; opened: boolean }) {
  const { t } = useTranslation('packs')
  const [open, setOpen] = useState(opened)
  return (
    <details className={listStyles.group} open={open} onToggle={event => setOpen(event.currentTarget.open)}>
      <summary>
        <DefinitionHeading definition={definition} />
        <Link className={listStyles.aside} to={`/studio/${definition.id}`}>
          {t('localPage.open')}
        </Link>
      </summary>
      {open && <Changes id={definition.id} kind={definition.kind} />}
    </details>
  )
}

function Changes({ id, kind }: { id: string; kind: string }) {
  const { t } = useTranslation('packs')
  const { data, error, refetch } = useQuery({ queryKey: ['local-change', id], queryFn: () => packsApi.localChange(id) })
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!data) return <Skeleton active className={listStyles.body!} title={false} paragraph={{ rows: 2 }} />
  const { from, to, comparison } = data
  if (from.text === null) return <p className={listStyles.body}>{t('localPage.new')}</p>
  return (
    <div className={listStyles.body}>
      <ChangeList kind={kind} comparison={comparison} before={from.text} after={to.text} />
    </div>
  )
}
