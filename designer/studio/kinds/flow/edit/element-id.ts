const PREFIXES: Readonly<Record<string, string>> = {
  'bpmn:StartEvent': 'start',
  'bpmn:EndEvent': 'end',
  'bpmn:UserTask': 'approve',
  'bpmn:ServiceTask': 'act',
  'bpmn:SendTask': 'send',
  'bpmn:BusinessRuleTask': 'decide',
  'bpmn:ScriptTask': 'calculate',
  'bpmn:ExclusiveGateway': 'branch',
  'bpmn:ParallelGateway': 'parallel',
  'bpmn:BoundaryEvent': 'timer',
  'bpmn:IntermediateCatchEvent': 'timer',
  'bpmn:SequenceFlow': 'flow',
  'bpmn:TextAnnotation': 'note',
  'bpmn:Association': 'link',
}

/**
 * A free id for a new element that tells what it is: `approve_2`. Ids end up in logs, audit entries and case files, and
 * must match `^[a-z][a-z0-9_]*$`. A user task without approval is something to handle.
 */
export function proposeId(element: { $type: string; kind?: string }, isTaken: (id: string) => boolean): string {
  const prefix = element.$type === 'bpmn:UserTask' && element.kind === 'task' ? 'handle' : prefixOf(element.$type)
  for (let n = 1; ; n++) if (!isTaken(`${prefix}_${n}`)) return `${prefix}_${n}`
}

const prefixOf = (type: string): string =>
  PREFIXES[type] ??
  type
    .replace(/^.*:/, '')
    .replace(/(?<=[a-z])[A-Z]/g, '_$&')
    .toLowerCase()
