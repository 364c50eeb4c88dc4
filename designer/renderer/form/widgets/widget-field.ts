import type { WidgetProps } from '@rjsf/utils'
import type { FieldModel } from '../../fields/field-model.ts'
import type { FormContext } from '../form-context.ts'
import type { FormProperty } from '../form-validator.ts'

export function fieldOfWidget({ schema }: WidgetProps): FieldModel {
  return (schema as FormProperty)['x-field']
}

export function contextOfWidget({ registry }: WidgetProps): FormContext {
  return registry.formContext as FormContext
}

/** What every control says to assistive technology: its note below, whether it is wrong or required. */
export function controlProps({ id, rawErrors, required }: WidgetProps) {
  const wrong = (rawErrors?.length ?? 0) > 0
  return {
    id,
    'aria-describedby': `${id}-note`,
    'aria-required': required ?? false,
    'aria-invalid': wrong,
    ...(wrong ? { status: 'error' as const } : {}),
  }
}
