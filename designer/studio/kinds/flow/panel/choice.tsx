import { Select } from 'antd'

interface ChoiceProps {
  id?: string
  value: string | undefined
  options: readonly Option[] | readonly { label: string; options: readonly Option[] }[]
  onChange(value: string | undefined): void
  /** Nothing may be chosen: what that means, as the placeholder. */
  none?: string
  placeholder?: string
  loading?: boolean
  variant?: 'outlined' | 'filled'
  'aria-label'?: string
}

interface Option {
  value: string
  label: string
}

/** One of a list, found by typing. A value that the list doesn't know is shown as it is. */
export function Choice({ options, onChange, none, placeholder, ...rest }: ChoiceProps) {
  return (
    <Select<string>
      {...rest}
      value={rest.value || null!}
      options={options.map(option => ({ ...option })) as { value: string; label: string }[]}
      onChange={value => onChange(value ?? undefined)}
      showSearch={options.length > 7 ? { optionFilterProp: 'label' } : false}
      allowClear={none !== undefined}
      placeholder={placeholder ?? none}
      popupMatchSelectWidth={false}
      style={{ width: '100%', minWidth: 0 }}
    />
  )
}
