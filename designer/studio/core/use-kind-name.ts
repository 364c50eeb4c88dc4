import { useTranslation } from 'react-i18next'

/** What one definition of a kind is called in the language of the user; of an unknown kind its own name. */
export function useKindName(): (kind: string) => string {
  const { t } = useTranslation('studio')
  return kind => t(`kindOne.${kind as 'flow'}`, { defaultValue: kind })
}
