import { Button, Checkbox } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { DraftComparison } from '../core/draft-comparison.tsx'
import { TextDifference } from '../core/text-difference-view.tsx'
import { useKindName } from '../core/use-kind-name.ts'
import type { PublicationSummary } from './publishing-api.ts'
import styles from './publishing.module.css'
import type { MyDraft } from './use-my-drafts.ts'

interface ChoiceProps extends MyDraft {
  chosen: boolean
  /** An open publication that has this definition already. */
  submitted: PublicationSummary | undefined
  onChoose(chosen: boolean): void
}

/** One draft: whether it is published along, what it changes in words, and its text on demand. */
export function DraftChoice({ draft, published, chosen, submitted, onChoose }: ChoiceProps) {
  const { t } = useTranslation('publishing')
  const kindName = useKindName()
  const [showText, setShowText] = useState(false)
  return (
    <article className={styles.change} aria-label={published.title}>
      <Checkbox
        checked={chosen}
        disabled={draft.stale}
        aria-label={t('choose', { title: published.title })}
        onChange={event => onChoose(event.target.checked)}
      />
      <div className={styles.changeHead}>
        <Link to={`/studio/${draft.id}`} className={styles.changeTitle}>
          {published.title}
        </Link>
        <span className={styles.quiet}>{kindName(published.kind)}</span>
        <Button
          size="small"
          type="text"
          className={styles.more!}
          aria-expanded={showText}
          onClick={() => setShowText(now => !now)}
        >
          {t(showText ? 'hideText' : 'showText')}
        </Button>
      </div>
      <div className={styles.changeBody}>
        {draft.stale && <p className={styles.warning}>{t('stale', { version: published.version })}</p>}
        {submitted && (
          <p className={styles.quiet}>
            <Link to={`/studio/publications/${submitted.id}`}>
              {t('alreadySubmitted', { author: submitted.author.name })}
            </Link>
          </p>
        )}
        <DraftComparison kind={published.kind} before={published.text} after={draft.text} />
        {showText && (
          <div className={styles.text}>
            <TextDifference before={published.text} after={draft.text} />
          </div>
        )}
      </div>
    </article>
  )
}
