import { expect, test } from 'vitest'
import { detectDialect } from './detect-dialect.ts'

const C7 = 'xmlns:camunda="http://camunda.org/schema/1.0/bpmn"'
const C8 = 'xmlns:zeebe="http://camunda.org/schema/zeebe/1.0"'
const FL = 'xmlns:flowable="http://flowable.org/bpmn"'
const ACT = 'xmlns:a="http://activiti.org/bpmn"'
const OURS = 'xmlns:jw="urn:jingwei:bpmn:1"'
const text = (attributes: string, inside = '') => `<definitions ${attributes}>${inside}</definitions>`

test.each([
  ['nothing foreign', text(''), 'jingwei'],
  ['ours', text(OURS, '<task jw:function="f.g"/>'), 'jingwei'],
  ['the platform that the modeller names: 8', text(`${C7} modeler:executionPlatform="Camunda Cloud"`), 'camunda8'],
  ['the platform that the modeller names: 7', text(`${C8} modeler:executionPlatform="Camunda Platform"`), 'camunda7'],
  ['Camunda 7, used', text(C7, '<task camunda:assignee="x"/>'), 'camunda7'],
  ['Camunda 7, declared only', text(C7), 'camunda7'],
  ['Camunda 7, declared beside ours', text(`${C7} ${OURS}`, '<task jw:function="f.g"/>'), 'jingwei'],
  ['Camunda 7, used beside ours', text(`${C7} ${OURS}`, '<task camunda:x="1" jw:function="f.g"/>'), 'camunda7'],
  ['Camunda 8, used beside a declared 7', text(`${C7} ${C8}`, '<zeebe:taskDefinition type="x"/>'), 'camunda8'],
  ['Flowable, used beside a declared Camunda 7', text(`${C7} ${FL}`, '<task flowable:assignee="x"/>'), 'flowable'],
  ['Activiti under another prefix', text(ACT, '<task a:assignee="x"/>'), 'flowable'],
  ['JUEL and nothing else', text('', '<conditionExpression> <![CDATA[${x}]]></conditionExpression>'), 'camunda7'],
  ['JUEL beside ours', text(OURS, '<conditionExpression>${x}</conditionExpression>'), 'jingwei'],
])('%s', (_, given, dialect) => {
  expect(detectDialect(given)).toBe(dialect)
})
