import { ConfigProvider, theme } from 'antd'
import { useMemo, type ComponentType, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Diagnostic } from '../../../core/definitions-api.ts'
import type { OpenFlow } from '../canvas/open-flow.ts'
import { flowEditor } from '../edit/flow-editor.ts'
import { DocumentationField, NameField, NoteField } from './basics.tsx'
import { BranchSection } from './branch-section.tsx'
import { CallSection } from './call-section.tsx'
import { ConnectionSection } from './connection-section.tsx'
import styles from './panel.module.css'
import { RulesSection } from './rules-section.tsx'
import { ScriptSection } from './script-section.tsx'
import type { SectionProps } from './section-props.ts'
import { StartSection } from './start-section.tsx'
import { TimerSection } from './timer-section.tsx'
import { UserTaskSection } from './user-task-section.tsx'

const SECTIONS: Readonly<Record<string, ComponentType<SectionProps>>> = {
  'bpmn:StartEvent': StartSection,
  'bpmn:UserTask': UserTaskSection,
  'bpmn:ServiceTask': CallSection,
  'bpmn:SendTask': CallSection,
  'bpmn:BusinessRuleTask': RulesSection,
  'bpmn:ScriptTask': ScriptSection,
  'bpmn:ExclusiveGateway': BranchSection,
  'bpmn:BoundaryEvent': TimerSection,
  'bpmn:IntermediateCatchEvent': TimerSection,
  'bpmn:SequenceFlow': ConnectionSection,
}

interface ElementPanelProps {
  flow: OpenFlow
  diagnostics: readonly Diagnostic[]
  readOnly: boolean
}

/** Properties of what is selected, in sentences; of the flow itself when nothing is. */
export function ElementPanel({ flow, diagnostics, readOnly }: ElementPanelProps) {
  const { t } = useTranslation('studio')
  const editor = useMemo(() => flowEditor(flow.viewer), [flow.viewer])
  if (flow.selected.length > 1)
    return <p className={styles.quiet}>{t('flow.manySelected', { count: flow.selected.length })}</p>
  const element = flow.selected[0] ?? flow.root
  const object = element.businessObject
  const props = { element, object, editor }
  const Section = SECTIONS[object.$type]
  return (
    <ReadOnly readOnly={readOnly}>
      <div className={styles.panel} key={object.id} data-read-only={readOnly}>
        <PanelHead {...props} />
        <Faults diagnostics={diagnostics.filter(each => each.elementId === object.id)} />
        {element === flow.root && <p className={styles.quiet}>{t('flow.noSelection')}</p>}
        {object.$type === 'bpmn:TextAnnotation' ? <NoteField {...props} /> : <NameField {...props} />}
        {Section && <Section {...props} />}
        {object.$type !== 'bpmn:TextAnnotation' && <DocumentationField {...props} />}
      </div>
    </ReadOnly>
  )
}

function PanelHead({ object }: SectionProps) {
  const { t } = useTranslation('studio')
  const type = object.$type.replace(/^bpmn:/, '')
  const key = type.charAt(0).toLowerCase() + type.slice(1)
  return (
    <header className={styles.head}>
      <h2>{t(`words.flow.types.${key as 'userTask'}`, { defaultValue: type })}</h2>
      <code>{object.id}</code>
    </header>
  )
}

function Faults({ diagnostics }: { diagnostics: readonly Diagnostic[] }) {
  return (
    <ul className={styles.faults}>
      {diagnostics.map((diagnostic, i) => (
        <li key={i} data-severity={diagnostic.severity}>
          {diagnostic.message}
        </li>
      ))}
    </ul>
  )
}

/** Reading looks like editing, only nothing can be changed: texts keep their colour. */
function ReadOnly({ readOnly, children }: { readOnly: boolean; children: ReactNode }) {
  const { token } = theme.useToken()
  const readable = { colorTextDisabled: token.colorText, colorBgContainerDisabled: token.colorBgContainer }
  return (
    <ConfigProvider componentDisabled={readOnly} {...(readOnly ? { theme: { token: readable } } : {})}>
      {children}
    </ConfigProvider>
  )
}
