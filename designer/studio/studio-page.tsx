import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import { StateMessage } from '../shell/elements/state-message.tsx'
import { usePermission } from '../shell/session/session-context.ts'
import { useBreadcrumb } from '../shell/breadcrumb/breadcrumb-context.tsx'
import { DefinitionRoom } from './core/definition-room.tsx'
import { DefinitionList } from './home/definition-list.tsx'
import { addStudioTexts } from './i18n/studio-texts.ts'
import styles from './studio-page.module.css'

addStudioTexts()

/** `/studio` and `/studio/<pack>/<kind>/<name>`: definitions at left, the room of the chosen one beside them. */
export default function StudioPage() {
  const { t } = useTranslation('studio')
  const id = useParams()['*'] ?? ''
  const mayRead = usePermission('definition', 'read')
  useBreadcrumb(id === '' ? [{ title: t('title') }] : [{ title: t('title'), to: '/studio' }])
  if (!mayRead) return <StateMessage title={t('noRight')} text={t('noRightText')} />
  return (
    <div className={styles.studio} data-open={id !== ''}>
      <DefinitionList chosen={id} />
      <div className={styles.room}>
        {id === '' ? <StateMessage title={t('pick')} text={t('pickText')} /> : <DefinitionRoom key={id} id={id} />}
      </div>
    </div>
  )
}
