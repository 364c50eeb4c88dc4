import type { Side } from '@jingwei/engine/model'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { PackPlan } from '../packs-api.ts'
import type { SideView } from './conflict-values.ts'
import styles from './conflicts.module.css'

interface ConflictSideProps {
  side: Side
  /** The key that chooses it. */
  digit: number
  view: SideView
  plan: PackPlan
  /** Of the conflict: its three sides are one group. */
  name: string
  chosen: boolean
  readOnly: boolean
  onChoose(side: Side): void
}

/** So many lines are shown at first. */
const FEW = 12

/** One side of a conflict as a big radio button. */
export function ConflictSide({ side, digit, view, plan, name, chosen, readOnly, onChoose }: ConflictSideProps) {
  const { t } = useTranslation('packs')
  return (
    <label className={styles.side} data-chosen={chosen} data-side={side}>
      <span className={styles.sideHead}>
        <input
          type="radio"
          name={name}
          checked={chosen}
          disabled={readOnly}
          onChange={() => onChoose(side)}
          aria-keyshortcuts={String(digit)}
        />
        <span className={styles.sideName}>{t(`conflict.side.${side}`)}</span>
        <span className={styles.hint}>{useSideHint(side, plan)}</span>
        <kbd aria-hidden>{digit}</kbd>
      </span>
      <span className={styles.value}>
        {view.absent ? <Absent side={side} plan={plan} /> : <Lines lines={view.lines} />}
      </span>
    </label>
  )
}

function Absent({ side, plan }: { side: Side; plan: PackPlan }) {
  const { t } = useTranslation('packs')
  const key = side === 'theirs' && plan.action === 'uninstall' ? 'uninstall' : side
  return <span className={styles.absent}>{t(`conflict.absent.${key}`)}</span>
}

function Lines({ lines }: Pick<SideView, 'lines'>) {
  const { t } = useTranslation('packs')
  const [all, setAll] = useState(false)
  const shown = all ? lines : lines.slice(0, FEW)
  return (
    <>
      {shown.map(({ label, words, differs }, i) => (
        <span key={i} className={styles.line} data-differs={differs}>
          {label !== '' && <span className={styles.label}>{label}</span>}
          <span className={styles.words}>{words === '' ? t('conflict.empty') : words}</span>
        </span>
      ))}
      {lines.length > shown.length && (
        <Button
          size="small"
          type="link"
          className={styles.more!}
          onClick={event => {
            event.preventDefault()
            setAll(true)
          }}
        >
          {t('conflict.moreLines', { count: lines.length - shown.length })}
        </Button>
      )}
    </>
  )
}

function useSideHint(side: Side, { action, pack }: PackPlan): string {
  const { t } = useTranslation('packs')
  if (side === 'ours') return t('conflict.sideHint.ours')
  if (action === 'import') return t(side === 'base' ? 'conflict.sideHint.baseImport' : 'conflict.sideHint.theirsImport')
  if (side === 'theirs' && action === 'uninstall') return t('conflict.sideHint.theirsGone')
  const version = (side === 'base' ? pack?.from : pack?.to) ?? ''
  return t(`conflict.sideHint.${side}`, { version })
}
