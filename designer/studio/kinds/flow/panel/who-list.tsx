import { Button, Dropdown } from 'antd'
import { useTranslation } from 'react-i18next'
import { MoreIcon, PlusIcon } from '../../../../shell/elements/icons.tsx'
import { moved, newWho, WHO_TYPES, type WhoContent, type WhoType } from '../edit/who.ts'
import { Choice } from './choice.tsx'
import styles from './panel.module.css'
import { WhoDetail } from './who-detail.tsx'

interface WhoListProps {
  label: string
  addLabel: string
  people: readonly WhoContent[]
  subject: string | undefined
  onChange(people: readonly WhoContent[]): void
}

/** Ways of finding people, one a row, in the order in which they are asked. */
export function WhoList({ label, addLabel, people, subject, onChange }: WhoListProps) {
  const { t } = useTranslation('studio')
  const types = WHO_TYPES.map(type => ({ key: type, label: t(`flow.who.${type}`) }))
  return (
    <div className={styles.field} role="group" aria-label={label}>
      <ul className={styles.people}>
        {people.map((who, i) => (
          <WhoRow
            key={i}
            who={who}
            place={{ index: i, count: people.length }}
            subject={subject}
            onChange={next => onChange(people.with(i, next))}
            onMove={by => onChange(moved(people, i, by))}
            onRemove={() => onChange(people.toSpliced(i, 1))}
          />
        ))}
      </ul>
      <Dropdown
        trigger={['click']}
        menu={{ items: types, onClick: ({ key }) => onChange([...people, newWho(key as WhoType)]) }}
      >
        <Button type="text" size="small" icon={<PlusIcon />} className={styles.add!}>
          {addLabel}
        </Button>
      </Dropdown>
    </div>
  )
}

interface WhoRowProps {
  who: WhoContent
  place: { index: number; count: number }
  subject: string | undefined
  onChange(who: WhoContent): void
  onMove(by: -1 | 1): void
  onRemove(): void
}

function WhoRow({ who, place, subject, onChange, onMove, onRemove }: WhoRowProps) {
  const { t } = useTranslation('studio')
  const types = WHO_TYPES.map(type => ({ value: type, label: t(`flow.who.${type}`) }))
  const items = [
    { key: 'up', label: t('flow.moveUp'), disabled: place.index === 0, onClick: () => onMove(-1) },
    { key: 'down', label: t('flow.moveDown'), disabled: place.index === place.count - 1, onClick: () => onMove(1) },
    { key: 'remove', label: t('flow.remove'), danger: true, onClick: onRemove },
  ]
  return (
    <li className={styles.person}>
      <Choice
        aria-label={t('flow.who.label')}
        value={who.type}
        options={types}
        onChange={type => onChange(newWho(type as WhoType))}
      />
      <WhoDetail who={who} subject={subject} onChange={onChange} />
      <Dropdown trigger={['click']} menu={{ items }}>
        <Button type="text" size="small" icon={<MoreIcon />} aria-label={t('flow.more')} />
      </Dropdown>
    </li>
  )
}
