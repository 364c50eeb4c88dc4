import { useTranslation } from 'react-i18next'
import type { BusinessObject } from '../edit/business-object.ts'
import type { FlowEditor } from '../edit/flow-editor.ts'
import { TextBox } from './text-box.tsx'

interface ConditionBoxProps {
  id?: string
  flow: BusinessObject
  editor: FlowEditor
  'aria-label'?: string
}

/** The condition of a sequence flow, shown without the `=` that every condition begins with in the text. */
export function ConditionBox({ flow, editor, ...rest }: ConditionBoxProps) {
  const { t } = useTranslation('studio')
  const write = (text: string) => {
    const element = editor.find(flow.id)
    if (!element) return
    const body = text.trim().replace(/^=/, '').trim()
    const conditionExpression = body ? editor.create('bpmn:FormalExpression', { body: `=${body}` }) : undefined
    if (conditionExpression) conditionExpression.$parent = flow
    editor.set(element, { conditionExpression })
  }
  return (
    <TextBox
      {...rest}
      code
      multiline
      placeholder={t('flow.conditionExample')}
      value={String(flow.conditionExpression?.body ?? '').replace(/^=/, '')}
      onCommit={write}
    />
  )
}
