import type { Side } from '@jingwei/engine/model'
import { App, Button, Dropdown, Progress, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { ApiError } from '../../../shell/api/problem.ts'
import { usePackProblem } from '../pack-problem.ts'
import type { Conflict } from '../packs-api.ts'
import type { LoadedPlan } from './conflict-review-page.tsx'
import styles from './conflicts.module.css'

interface ConflictBarProps {
  state: LoadedPlan
  shown: readonly Conflict[]
  current: string
  definition: string | null
  onDefinition(id: string | null): void
  onGo(key: string): void
}

/** How much is left, what to look at, and the way on when nothing is left. */
export function ConflictBar({ state, shown, current, definition, onDefinition, onGo }: ConflictBarProps) {
  const { t } = useTranslation('packs')
  const navigate = useNavigate()
  const { plan } = state
  const { open, conflicts } = plan
  const total = conflicts.length
  const back = (): void => void navigate(`/studio/packs/plans/${plan.id}`)
  return (
    <header className={styles.bar}>
      <div className={styles.barRow}>
        <h1 className={styles.left} aria-live="polite">
          {open > 0 ? t('conflict.left', { open, total }) : t('conflict.done', { total })}
        </h1>
        <Progress
          className={styles.progress!}
          percent={(100 * (total - open)) / total}
          showInfo={false}
          size="small"
          aria-hidden
        />
        <span className={styles.gap} />
        <DefinitionFilter conflicts={conflicts} value={definition} onChange={onDefinition} />
        {plan.state === 'open' && <TakeRest state={state} shown={shown} />}
        {open > 0 ? (
          <>
            <Button className={styles.back!} onClick={back}>
              {t('conflict.back')}
            </Button>
            <Button type="primary" onClick={() => onGo(nextOpen(conflicts, current))}>
              {t('conflict.next')}
            </Button>
          </>
        ) : (
          <Button type="primary" onClick={back}>
            {t('conflict.continue')}
          </Button>
        )}
      </div>
      <p className={styles.barNote}>
        <span className={styles.keys}>{t('conflict.keys')}</span>
        <Saving state={state} />
      </p>
    </header>
  )
}

/** Behind the current one, and round to the first. */
function nextOpen(conflicts: readonly Conflict[], current: string): string {
  const place = conflicts.findIndex(each => each.key === current)
  const round = [...conflicts.slice(place + 1), ...conflicts.slice(0, place + 1)]
  return round.find(each => each.choice === null)?.key ?? current
}

interface FilterProps {
  conflicts: readonly Conflict[]
  value: string | null
  onChange(id: string | null): void
}

function DefinitionFilter({ conflicts, value, onChange }: FilterProps) {
  const { t } = useTranslation('packs')
  const ids = [...new Set(conflicts.map(each => each.id))]
  const options = ids.map(id => {
    const own = conflicts.filter(each => each.id === id)
    const open = own.filter(each => each.choice === null).length
    return { value: id, label: t('conflict.allOf', { title: own[0]!.title, open, total: own.length }) }
  })
  return (
    <Select
      className={styles.filter!}
      aria-label={t('conflict.filter')}
      value={value ?? ''}
      options={[{ value: '', label: t('conflict.all') }, ...options]}
      onChange={id => onChange(id === '' ? null : id)}
    />
  )
}

/** One side for all that is shown and open. */
function TakeRest({ state: { queue }, shown }: { state: LoadedPlan; shown: readonly Conflict[] }) {
  const { t } = useTranslation('packs')
  const { modal } = App.useApp()
  const open = shown.filter(each => each.choice === null)
  const take = (side: Side, title: string): void =>
    void modal.confirm({
      title,
      content: t('conflict.restSure'),
      okText: t('conflict.restOk'),
      cancelText: t('apply.cancel'),
      onOk: () => queue.choose(Object.fromEntries(open.map(each => [each.key, side]))),
    })
  const count = open.length
  const items = [
    { key: 'theirs' as const, label: t('conflict.restTheirs', { count }) },
    { key: 'ours' as const, label: t('conflict.restOurs', { count }) },
  ].map(item => ({ ...item, onClick: () => take(item.key, item.label) }))
  return (
    <Dropdown trigger={['click']} menu={{ items }} disabled={count === 0}>
      <Button>{t('conflict.rest')}</Button>
    </Dropdown>
  )
}

function Saving({ state: { plan, queue, saving, failure, retry } }: { state: LoadedPlan }) {
  const { t } = useTranslation('packs')
  const problem = usePackProblem()
  if (failure !== null) {
    // Conflicts that are gone can't be chosen: then only looking again helps.
    const gone = failure instanceof ApiError && failure.status > 0 && failure.status < 500
    return (
      <span role="alert" className={styles.failure}>
        {t('conflict.notSaved', { why: problem(failure) })}
        <Button
          size="small"
          onClick={() => {
            if (gone) queue.forget()
            if (gone) retry()
            else queue.retry()
          }}
        >
          {t(gone ? 'conflict.reload' : 'conflict.retry')}
        </Button>
      </span>
    )
  }
  if (saving) return t('conflict.saving')
  return plan.conflicts.some(each => each.choice !== null) ? t('conflict.saved') : null
}
