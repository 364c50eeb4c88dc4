/** The printed document of a group: Handlebars with a JSON head. */
export const document = (i: number) => `---json
${JSON.stringify({ $kind: 'document-template', name: `order_print_${i}`, title: 'Order', entity: `order_${i}`, format: 'pdf' })}
---
<h1>{{name}}</h1><p>{{partner.name}} {{date valid_from}} {{money amount}}</p>
<table>{{#each lines}}<tr><td>{{product.code}}</td><td>{{quantity}}</td><td>{{gross}}</td></tr>{{/each}}</table>
${'<p>The parties agree on the terms of delivery and payment as they stand here.</p>\n'.repeat(20)}`

const approval = (id: string) => `<userTask id="${id}" jw:kind="approval"><extensionElements>
  <jw:approval mode="all" starter="superior" empty="incident" dedupe="all" returnTo="revise" rejectTo="done" opinion="on_return" form="FORM">
  <jw:approver type="unit_head" level="1" /><jw:approver type="role" name="ROLE" /></jw:approval></extensionElements></userTask>`

/** The approval of a group: BPMN. */
export const flow = (i: number) =>
  `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:jw="urn:jingwei:bpmn:1" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" id="d" targetNamespace="urn:x">
<process id="order_approval_${i}" name="Approval" isExecutable="true">
<startEvent id="submitted"><extensionElements><jw:trigger type="record" entity="order_${i}" on="submit" /></extensionElements></startEvent>
<businessRuleTask id="rate" jw:ruleSet="authority_${i}" jw:binding="current" jw:resultVariable="authority"><extensionElements>
  <jw:input name="discount_pct" value="=record.discount_pct" /><jw:input name="amount" value="=record.amount" /></extensionElements></businessRuleTask>
<exclusiveGateway id="ask" default="f_first" />
${approval('first')}${approval('second')}
<exclusiveGateway id="join" />
<userTask id="revise" jw:kind="task"><extensionElements><jw:assignment type="starter" /></extensionElements></userTask>
<serviceTask id="approve" jw:function="record.transition"><extensionElements><jw:input name="transition" value="approve" /></extensionElements></serviceTask>
<endEvent id="done" />
<sequenceFlow id="f0" sourceRef="submitted" targetRef="rate" /><sequenceFlow id="f1" sourceRef="rate" targetRef="ask" />
<sequenceFlow id="f_auto" sourceRef="ask" targetRef="join"><conditionExpression xsi:type="tFormalExpression">=authority.level = 0</conditionExpression></sequenceFlow>
<sequenceFlow id="f_first" sourceRef="ask" targetRef="first" /><sequenceFlow id="f2" sourceRef="first" targetRef="second" />
<sequenceFlow id="f3" sourceRef="second" targetRef="join" /><sequenceFlow id="f4" sourceRef="join" targetRef="approve" />
<sequenceFlow id="f5" sourceRef="approve" targetRef="done" /><sequenceFlow id="f6" sourceRef="revise" targetRef="rate" />
</process></definitions>
`
    .replaceAll('FORM', `order_edit_${i}`)
    .replaceAll('ROLE', `seller_${i}`)
