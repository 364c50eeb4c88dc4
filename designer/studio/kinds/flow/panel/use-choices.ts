import { useQuery } from '@tanstack/react-query'
import { definitionsApi } from '../../../core/definitions-api.ts'
import { recordsApi, type RecordRow } from '../../../../shell/api/records.ts'
import { useAppModel } from '../../../../shell/session/session-context.ts'

export interface Option {
  value: string
  label: string
}

const FRESH_MS = 60_000

/** Definitions of a kind by name. */
export function useDefinitionOptions(kind: string): Option[] {
  const { data = [] } = useQuery({ queryKey: ['definitions'], queryFn: definitionsApi.list, staleTime: FRESH_MS })
  return data.filter(each => each.kind === kind).map(({ name, title }) => ({ value: name, label: title }))
}

export function useFormOptions(entity: string | undefined): Option[] {
  const forms = Object.values(useAppModel().forms).filter(form => entity === undefined || form.entity === entity)
  return forms.map(({ name, title }) => ({
    value: name,
    label: forms.some(f => f.name !== name && f.title === title) ? `${title} (${name})` : title,
  }))
}

/** Positions by code; there are some dozens of them. */
export function usePositionOptions(enabled: boolean) {
  return useQuery({
    queryKey: ['records', 'position', 'flow-options'],
    queryFn: ({ signal }) => recordsApi.list('position', { sort: ['code'], limit: 200 }, signal),
    select: ({ items }) => items.map(codeOption),
    staleTime: FRESH_MS,
    enabled,
  })
}

/** People that a search finds, by code. */
export function usePersonOptions(search: string, enabled: boolean) {
  return useQuery({
    queryKey: ['records', 'person', 'flow-options', search],
    queryFn: ({ signal }) => recordsApi.list('person', { q: search, limit: 20 }, signal),
    select: ({ items }) => items.map(codeOption),
    staleTime: FRESH_MS,
    placeholderData: earlier => earlier,
    enabled,
  })
}

/** Name of the person with a code. */
export function usePersonName(code: string | undefined): string | undefined {
  const { data } = useQuery({
    queryKey: ['records', 'person', 'by-code', code],
    queryFn: ({ signal }) => recordsApi.list('person', { filter: { code: { eq: code } }, limit: 1 }, signal),
    select: ({ items }) => (items[0] ? codeOption(items[0]).label : undefined),
    staleTime: FRESH_MS,
    enabled: Boolean(code),
  })
  return data
}

/** Fields of the flow's record that refer to a person. */
export function usePersonFields(entity: string | undefined): Option[] {
  const fields = useAppModel().entities[entity ?? '']?.schema.properties ?? {}
  return Object.entries(fields)
    .filter(([, field]) => field['x-ref'] === 'person')
    .map(([name, field]) => ({ value: name, label: field.title ?? name }))
}

/** Types of organisational units as the organisation itself names them. */
export function useUnitTypes(): Option[] {
  const type = useAppModel().entities['org_unit']?.schema.properties['type']
  return (type?.oneOf ?? []).map(option => ({ value: option.const, label: option.title ?? option.const }))
}

const codeOption = (row: RecordRow): Option => ({
  value: String(row['code']),
  label: row['name'] ? String(row['name']) : String(row['code']),
})
