import type { FieldTemplateProps } from '@rjsf/utils'
import { useTranslation } from 'react-i18next'
import styles from './form-layout.module.css'

/** Label on top, then the widget, then what is wrong with it, or else its help. */
export function FieldTemplate(props: FieldTemplateProps) {
  const { t } = useTranslation()
  const { id, label, required, rawErrors = [], rawHelp, children, schema, fieldPathId } = props
  if (fieldPathId.path.length === 0) return children
  const isLines = schema['x-field']?.type === 'lines'
  return (
    <>
      {!isLines && (
        <label className={styles.label} data-quiet={schema['x-field']?.readOnly} htmlFor={id} id={`${id}-label`}>
          {label}
          {required && (
            <span className={styles.required} title={t('check.requiredMark')} aria-hidden>
              *
            </span>
          )}
        </label>
      )}
      {children}
      <div id={`${id}-note`} aria-live="polite">
        {rawErrors.length > 0
          ? [...new Set(rawErrors)].map(error => (
              <p key={error} className={styles.error}>
                {error}
              </p>
            ))
          : rawHelp && <p className={styles.help}>{rawHelp}</p>}
      </div>
    </>
  )
}
