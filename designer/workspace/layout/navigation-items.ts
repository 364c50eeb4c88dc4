import { useTranslation } from 'react-i18next'
import { useAppModel, usePermission } from '../../shell/session/session-context.ts'

export interface NavigationItem {
  to: string
  title: string
  /** Number of open tasks is shown beside it. */
  inbox?: boolean
}

export interface NavigationSection {
  key: string
  title: string | null
  items: NavigationItem[]
}

/** The menu: tasks first, then the published pages by group, then the studio for those who may see definitions. */
export function useNavigationSections(): NavigationSection[] {
  const { t } = useTranslation()
  const { navigation } = useAppModel()
  const seesDefinitions = usePermission('definition', 'read')
  return [
    { key: 'work', title: null, items: [{ to: '/tasks', title: t('nav.tasks'), inbox: true }] },
    ...navigation.map(group => ({
      key: group.group,
      title: group.title,
      items: group.items.map(item => ({ to: `/pages/${item.page}`, title: item.title })),
    })),
    ...(seesDefinitions
      ? [{ key: 'build', title: t('nav.build'), items: [{ to: '/studio', title: t('nav.studio') }] }]
      : []),
  ]
}
