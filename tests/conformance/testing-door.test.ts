import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { startFlowEngine, type FlowEngineOptions, type FlowTestEngine } from '../../engine/src/testing.ts'

const engines: FlowTestEngine[] = []
afterEach(async () => {
  for (const engine of engines.splice(0)) await engine.stop()
})

async function start(options: FlowEngineOptions): Promise<FlowTestEngine> {
  const engine = await startFlowEngine(options)
  engines.push(engine)
  return engine
}

const HEAD =
  '<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:camunda="http://camunda.org/schema/1.0/bpmn" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" id="d" targetNamespace="t">'

/** A model as Camunda Modeler writes it. */
const INVOICE = `${HEAD}
<process id="Invoice.Process" isExecutable="true" camunda:historyTimeToLive="180">
  <startEvent id="Start" camunda:initiator="starter_id"/>
  <userTask id="Approve" name="Approve invoice" camunda:assignee="kermit" camunda:candidateGroups="accounting"/>
  <exclusiveGateway id="Decide" default="no"/>
  <serviceTask id="Pay" camunda:type="external" camunda:topic="pay"/>
  <boundaryEvent id="Broke" attachedToRef="Pay"><errorEventDefinition errorRef="NoMoney"/></boundaryEvent>
  <endEvent id="Paid"/><endEvent id="Refused"/>
  <sequenceFlow id="a" sourceRef="Start" targetRef="Approve"/><sequenceFlow id="b" sourceRef="Approve" targetRef="Decide"/>
  <sequenceFlow id="yes" sourceRef="Decide" targetRef="Pay"><conditionExpression xsi:type="tFormalExpression">\${approved == 'true' &amp;&amp; amount &lt; 1000}</conditionExpression></sequenceFlow>
  <sequenceFlow id="no" sourceRef="Decide" targetRef="Refused"/><sequenceFlow id="c" sourceRef="Pay" targetRef="Paid"/>
  <sequenceFlow id="e" sourceRef="Broke" targetRef="Refused"/>
</process><error id="NoMoney" errorCode="no_money"/></definitions>`

const CALM = `${HEAD}<process id="calm" isExecutable="true"><startEvent id="s"/>
  <userTask id="a"/><task id="later" camunda:asyncBefore="true"/><userTask id="b"/><endEvent id="e"/>
  <sequenceFlow id="f1" sourceRef="s" targetRef="a"/><sequenceFlow id="f2" sourceRef="a" targetRef="later"/>
  <sequenceFlow id="f3" sourceRef="later" targetRef="b"/><sequenceFlow id="f4" sourceRef="b" targetRef="e"/></process></definitions>`

describe.each(['memory', 'embedded'])('the testing door on %s', database => {
  test('a foreign model runs, though nobody knows its people', async () => {
    const engine = await start({ database })
    expect(await engine.deploy(INVOICE)).toMatchObject({ processes: ['Invoice.Process'], faults: [] })
    const run = await engine.start('Invoice.Process', {
      variables: { amount: 100 },
      businessKey: 'I-1',
      starter: 'gonzo',
    })

    expect(await run.open()).toEqual(['Approve'])
    expect((await run.runs())[0]).toMatchObject({ process: 'Invoice.Process', businessKey: 'I-1' })
    expect(await run.incidents()).toEqual([])
    await run.complete('Approve', { variables: { approved: true } })

    const [task] = await engine.fetchAndLock('pay', { worker: 'robot' })
    expect(task).toMatchObject({ element: 'Pay', topic: 'pay', worker: 'robot' })
    await engine.throwError(task!, { code: 'no_money' })
    expect(await run.outcome()).toMatchObject({ state: 'ended', end: 'Refused' })
    expect((await run.history()).map(each => each.element)).toEqual(
      expect.arrayContaining(['Approve', 'Decide', 'Refused']),
    )
  })

  test('faults of a text are listed by element, and nothing is deployed', async () => {
    const engine = await start({ database })
    const broken = `${HEAD}<process id="p" isExecutable="true"><startEvent id="s"/><complexGateway id="odd"/><sequenceFlow id="f" sourceRef="s" targetRef="odd"/></process></definitions>`
    const { processes, faults } = await engine.deploy(broken)
    expect(processes).toEqual([])
    expect(faults.map(fault => fault.element)).toContain('odd')
    expect((await engine.deploy('<no xml')).faults).not.toEqual([])
    await expect(engine.start('p')).rejects.toMatchObject({ message: expect.stringContaining('"p"') })
  })

  test('a killed engine says so, and goes on where it stood', async () => {
    const engine = await start({ database })
    await engine.deploy(CALM)
    const run = await engine.start('calm')
    await run.complete('a')
    expect(await run.jobs()).toMatchObject([{ kind: 'enter', element: 'later' }])
    await engine.kill()
    await expect(engine.start('calm')).rejects.toMatchObject({ code: 'testing.wrong' })
    await engine.reload()
    expect(await engine.fireDueJobs()).toBe(1)
    expect(await run.open()).toEqual(['b'])
  })

  test('a task is claimed by one of many, and done by him alone', async () => {
    const people = { ann: { roles: ['staff'] }, bob: { roles: ['staff'] } }
    const engine = await start({ database, organisation: { people } })
    await engine.deploy(CALM.replace('<userTask id="a"/>', '<userTask id="a" camunda:candidateUsers="ann,bob"/>'))
    const run = await engine.start('calm')
    expect((await run.tasks())[0]!.people.sort()).toEqual(['ann', 'bob'])
    await run.claim('a', 'bob')
    expect((await run.tasks())[0]!.people).toEqual(['bob'])
    await expect(run.complete('a', { by: 'ann' })).rejects.toMatchObject({ status: 403 })
    await run.complete('a', { by: 'bob' })
    expect(await run.open()).toEqual([])
  })

  test('a run is suspended, resumed, moved, cancelled', async () => {
    const engine = await start({ database })
    await engine.deploy(CALM)
    const run = await engine.start('calm')
    await run.suspend()
    await expect(run.complete('a')).rejects.toMatchObject({ code: 'flow.suspended' })
    await run.resume()
    await run.move({ cancel: ['a'], create: ['b'] })
    expect(await run.open()).toEqual(['b'])
    await run.cancel()
    expect(await run.outcome()).toMatchObject({ state: 'cancelled' })
    await expect(run.move({ cancel: ['a'] })).rejects.toMatchObject({ code: 'testing.wrong' })
  })

  test('rule 26: a run moves to another version whole, or not at all', async () => {
    const engine = await start({ database })
    await engine.deploy(CALM)
    const run = await engine.start('calm')
    await engine.deploy(CALM.replaceAll('"a"', '"renamed"'))
    expect(await run.migrate()).toMatchObject([{ element: 'a', code: 'flow.migration_element_gone' }])
    expect(await run.open()).toEqual(['a'])
    expect(await run.migrate({ a: 'renamed' })).toEqual([])
    expect(await run.open()).toEqual(['renamed'])
    await run.complete('renamed')
    await engine.fireDueJobs()
    expect(await run.open()).toEqual(['b'])
  })

  test('a timer start, a message start and a signal start begin runs', async () => {
    const engine = await start({ database, now: '2026-03-02T01:00:00Z' })
    const process = (id: string, event: string) =>
      `<process id="${id}" isExecutable="true"><startEvent id="${id}_s">${event}</startEvent><userTask id="${id}_t"/><sequenceFlow id="${id}_f" sourceRef="${id}_s" targetRef="${id}_t"/></process>`
    const { faults } = await engine.deploy(
      `${HEAD}<message id="m" name="called"/><signal id="g" name="horn"/>${process('one', '<messageEventDefinition messageRef="m"/>')}${process('two', '<signalEventDefinition signalRef="g"/>')}${process('three', '<timerEventDefinition><timeCycle>R2/PT1H</timeCycle></timerEventDefinition>')}</definitions>`,
    )
    expect(faults).toEqual([])
    expect(await engine.correlate({ name: 'called', messageId: 'x', variables: { from: 'far' } })).toMatchObject({
      duplicate: false,
    })
    expect(await engine.correlate({ name: 'called', messageId: 'x' })).toMatchObject({ duplicate: true })
    await engine.signal('horn')
    await engine.advance('PT5H')
    const runs = await engine.runs()
    const open = await Promise.all(runs.map(run => run.open()))
    expect(open.flat().sort()).toEqual(['one_t', 'three_t', 'three_t', 'two_t'])
    expect(await runs[0]!.variables()).toEqual({ from: 'far' })
  })
})

test('rule 21: branches that come to a join at the same time are joined once', async () => {
  const engine = await start({ database: 'embedded' })
  await engine.deploy(
    `${HEAD}<process id="both" isExecutable="true"><startEvent id="s"/><parallelGateway id="fork"/>
    ${[1, 2, 3, 4].map(n => `<userTask id="t${n}"/><sequenceFlow id="i${n}" sourceRef="fork" targetRef="t${n}"/><sequenceFlow id="o${n}" sourceRef="t${n}" targetRef="join"/>`).join('')}
    <parallelGateway id="join"/><userTask id="after"/><sequenceFlow id="f" sourceRef="s" targetRef="fork"/><sequenceFlow id="l" sourceRef="join" targetRef="after"/></process></definitions>`,
  )
  const run = await engine.start('both')
  await Promise.all((await run.tasks()).map(task => run.complete(task)))
  expect(await run.open()).toEqual(['after'])
  expect((await run.history()).filter(each => each.element === 'join' && each.event === 'passed')).toHaveLength(1)
})

test('the example of the guide does what it says', () => {
  const root = path.resolve(import.meta.dirname, '../..')
  const guide = fs.readFileSync(path.join(root, 'docs/guides/test-flows.md'), 'utf8')
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'jingwei-guide-'))
  try {
    fs.symlinkSync(path.join(root, 'node_modules'), path.join(folder, 'node_modules'))
    fs.writeFileSync(path.join(folder, 'package.json'), '{"type": "module"}')
    for (const [, file = '', text = ''] of guide.matchAll(/^```\w+ file=(\S+)\n([\s\S]*?)^```$/gm))
      fs.writeFileSync(path.join(folder, file), text)
    execFileSync(process.execPath, ['--conditions=development', 'order.test.ts'], { cwd: folder, stdio: 'pipe' })
  } finally {
    fs.rmSync(folder, { recursive: true })
  }
})
