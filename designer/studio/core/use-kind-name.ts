import { useTranslation } from 'react-i18next'

/** The name of a kind of definition in the language of the user; of an unknown one its own. */
export function useKindName(): (kind: string) => string {
  const { t } = useTranslation('studio')
  return kind => t(`kind.${kind as 'flow'}`, { defaultValue: kind })
}
