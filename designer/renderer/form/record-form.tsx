import { withTheme } from '@rjsf/core'
import type { ErrorSchema, ValidatorType } from '@rjsf/utils'
import { useCallback, useMemo, useState, type ReactNode, type Ref } from 'react'
import { useTranslation } from 'react-i18next'
import type { EntityDescription, FormDefinition } from '../../shell/api/app.ts'
import type { DraftValues } from '../../shell/api/records.ts'
import type { FieldProblem } from '../../shell/api/problem.ts'
import { placeErrors } from './error-placement.ts'
import type { FormConditions } from './form-conditions.ts'
import type { FormContext, Labels } from './form-context.ts'
import { formSchema } from './form-schema.ts'
import { formValidator } from './form-validator.ts'
import { LineGridField } from './line-grid/line-grid-field.tsx'
import { FieldTemplate } from './templates/field-template.tsx'
import { SectionsTemplate } from './templates/sections-template.tsx'
import { ChoiceWidget } from './widgets/choice.tsx'
import { DateBox } from './widgets/date-box.tsx'
import { NumberBox } from './widgets/number-box.tsx'
import { ReadOnlyWidget } from './widgets/read-only.tsx'
import { ReferenceWidget } from './widgets/reference.tsx'
import { SwitchWidget } from './widgets/switch.tsx'
import { TextBox } from './widgets/text-box.tsx'
import { TextsWidget } from './widgets/texts.tsx'

/** Our theme for rjsf, on Ant Design's controls; `@rjsf/antd` would add 100 kB of widgets that our definitions never name. */
const ThemedForm = withTheme<DraftValues>({
  templates: { ObjectFieldTemplate: SectionsTemplate, FieldTemplate },
  fields: { line_grid: LineGridField },
  widgets: {
    text_box: TextBox,
    number_box: NumberBox,
    switch: SwitchWidget,
    date_box: DateBox,
    choice: ChoiceWidget,
    reference: ReferenceWidget,
    texts: TextsWidget,
    read_only: ReadOnlyWidget,
  },
})

interface RecordFormProps {
  entity: EntityDescription
  form: FormDefinition
  conditions: FormConditions
  values: DraftValues
  labels: Labels
  /** Fields that this user may not write on this record. */
  readOnly: ReadonlySet<string>
  /** What the server found wrong. */
  problems: readonly FieldProblem[]
  onChange: (values: DraftValues) => void
  onLabels: (labels: Labels) => void
  /** Called with the values once all checks of the browser hold. */
  onSubmit: (values: DraftValues) => void
  /** Called instead when one does not; the focus is on the first wrong field by then. */
  onRefused?: () => void
  formRef?: Ref<{ submit: () => void }>
  /** Below the sections, inside the form: the action bar. */
  children: ReactNode
}

/** A published form, ready to be filled in. Keeps nothing: values, labels and problems belong to the caller. */
export function RecordForm(props: RecordFormProps) {
  const { entity, form, conditions, values, labels, readOnly, problems, onLabels } = props
  const { t } = useTranslation()
  const [attempted, setAttempted] = useState(false)
  const { schema, uiSchema } = useMemo(
    () => formSchema({ entity, form, conditions, readOnly }),
    [entity, form, conditions, readOnly],
  )
  const validator = useMemo<ValidatorType<DraftValues>>(
    () => formValidator(fault => t(`check.${fault.key}`, { limit: fault.limit })),
    [t],
  )
  const serverErrors = useMemo(
    () => placeErrors(problems, field => schema.properties?.[field] !== undefined).tree as ErrorSchema<DraftValues>,
    [problems, schema],
  )
  const formContext = useMemo<FormContext>(
    () => ({ entity, form, labels, addLabels: onLabels, sectionVisible: conditions.sectionVisible, idPrefix: 'root' }),
    [entity, form, labels, onLabels, conditions],
  )
  const refused = useCallback(() => {
    setAttempted(true)
    // After the errors are drawn.
    setTimeout(scrollToFirstError)
    props.onRefused?.()
  }, [props])

  return (
    <ThemedForm
      ref={props.formRef as never}
      schema={schema}
      uiSchema={uiSchema}
      formData={values}
      formContext={formContext}
      validator={validator}
      extraErrors={serverErrors}
      // From the first refused attempt on, so that nobody is scolded while still typing.
      liveValidate={attempted ? 'onChange' : false}
      showErrorList={false}
      noHtml5Validate
      experimental_defaultFormStateBehavior={NO_DEFAULTS}
      onChange={event => props.onChange(event.formData ?? {})}
      onSubmit={event => props.onSubmit(event.formData ?? {})}
      onError={refused}
    >
      {props.children}
    </ThemedForm>
  )
}

/** Defaults come from the server, which alone can evaluate them. */
const NO_DEFAULTS = {
  constAsDefaults: 'never',
  emptyObjectFields: 'skipDefaults',
  arrayMinItems: { populate: 'never' },
} as const

/** Brings the first wrong control into sight and puts the focus on it. */
export function scrollToFirstError(): void {
  const wrong = document.querySelector<HTMLElement>('form [aria-invalid="true"]')
  wrong?.scrollIntoView({ block: 'center' })
  wrong?.focus({ preventScroll: true })
}
