import { useMemo } from 'react'
import { useQuery } from '@tanstack/react-query'
import type { EntityDescription, FormDefinition } from '../../shell/api/app.ts'
import { useSession } from '../../shell/session/session-context.ts'
import type { CompiledConditions } from './compile-conditions.ts'

/** What a form's FEEL conditions come to for the values as they are now. */
export interface FormConditions {
  visible: (field: string) => boolean
  sectionVisible: (key: string) => boolean
  required: (field: string) => boolean
  readOnly: (field: string) => boolean
}

const NONE: FormConditions = {
  visible: () => true,
  sectionVisible: () => true,
  required: () => false,
  readOnly: () => false,
}

/**
 * Evaluates the conditions of a form over the values. FEEL is a chunk of its own, fetched only for forms that have
 * conditions; until it is there null is returned, so that nothing that should be hidden flashes up.
 */
export function useFormConditions(
  form: FormDefinition | undefined,
  entity: EntityDescription,
  values: Readonly<Record<string, unknown>> | undefined,
): FormConditions | null {
  const { user } = useSession()
  const needed = form !== undefined && hasConditions(form)
  const { data: compiled } = useQuery({
    queryKey: ['conditions', form?.name, form, entity.schema],
    queryFn: async (): Promise<CompiledConditions> => {
      const { compileConditions } = await import('./compile-conditions.ts')
      return compileConditions(form!, entity)
    },
    enabled: needed,
    staleTime: Infinity,
    gcTime: Infinity,
    structuralSharing: false,
  })
  return useMemo(() => {
    if (!needed) return NONE
    return compiled ? compiled.over(values ?? {}, user) : null
  }, [needed, compiled, values, user])
}

function hasConditions(form: FormDefinition): boolean {
  return form.sections.some(
    section =>
      section.visible_when !== undefined ||
      section.fields.some(field => field.visible_when ?? field.required_when ?? field.read_only_when),
  )
}
