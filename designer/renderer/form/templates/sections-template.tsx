import type { ObjectFieldTemplateProps } from '@rjsf/utils'
import { fieldOf } from '../../fields/field-model.ts'
import type { FormContext } from '../form-context.ts'
import styles from './form-layout.module.css'

/** The form's layout: sections as headings without boxes, fields in their columns, lines over the whole width. */
export function SectionsTemplate({ properties, registry }: ObjectFieldTemplateProps) {
  const { form, entity, sectionVisible } = registry.formContext as FormContext
  const byName = new Map(properties.map(property => [property.name, property.content]))
  return form.sections
    .filter(section => sectionVisible(section.key) && section.fields.some(layout => byName.has(layout.field)))
    .map(section => (
      <section key={section.key} className={styles.section} aria-labelledby={`section-${section.key}`}>
        <h2 id={`section-${section.key}`}>{section.title}</h2>
        <div className={styles.fields} data-columns={section.columns ?? 2}>
          {section.fields.map(layout => {
            const field = fieldOf(entity, layout.field)
            const wide = layout.span === 2 || field?.multiline || field?.type === 'lines'
            return byName.has(layout.field) ? (
              <div key={layout.field} data-wide={wide}>
                {byName.get(layout.field)}
              </div>
            ) : null
          })}
        </div>
      </section>
    ))
}
