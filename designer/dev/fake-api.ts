// Rough fixtures for drawing pages without an engine. Not shipped.
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Plugin } from 'vite'
import { appModel } from './fake-app-model.ts'
import { data, timelineOf, type Row } from './fake-data.ts'

const session = {
  user: { id: 'p-sr', name: '林晓', position: '销售代表', org_unit: 'u1', roles: ['sales_rep'] },
  locale: 'zh-CN', csrfToken: 'x', permissions: { definition: ['read', 'edit', 'publish'] },
}
let signedIn = false
const delay = Number(process.env.FAKE_DELAY ?? 40)

export function fakeApi(): Plugin {
  const use = (server: { middlewares: { use(fn: (req: IncomingMessage, res: ServerResponse, next: () => void) => void): void } }) => {
    server.middlewares.use((req, res, next) => {
      if (!req.url?.startsWith('/api/')) return next()
      setTimeout(() => void handle(req, res).catch(() => res.destroy()), delay)
    })
  }
  return { name: 'jingwei-fake-api', configureServer: use, configurePreviewServer: use }
}

async function handle(req: IncomingMessage, res: ServerResponse) {
  const url = new URL(req.url!, 'http://x')
  const chunks: Buffer[] = []
  for await (const c of req) chunks.push(c as Buffer)
  const body = chunks.length ? JSON.parse(Buffer.concat(chunks).toString()) : undefined
  const parts = url.pathname.split('/').slice(2).map(decodeURIComponent)
  const send = (status: number, value?: unknown) => {
    res.statusCode = status
    res.setHeader('content-type', status >= 400 ? 'application/problem+json' : 'application/json')
    res.end(value === undefined ? '' : JSON.stringify(value))
  }
  const problem = (status: number, code: string, detail: string, more = {}) =>
    send(status, { type: `/problems/${code}`, title: code, status, detail, instance: 'req-7f3a', code, ...more })
  const m = req.method!
  if (parts[0] === 'fake') { if (parts[1] === 'expire') signedIn = false; if (parts[1] === 'bump') { const r = find(parts[2]!, parts[3]!)!; r.version++; r.remark = '被他人修改' ; r.payment_days = 90 } return send(200, {}) }
  if (parts[0] === 'session') {
    if (m === 'POST') { if (body.password !== 'demo') return problem(401, 'session.wrong_credentials', 'wrong'); signedIn = true; return send(201, session) }
    if (!signedIn) return problem(401, 'session.missing', '请先登录', { demo: [['admin', '周一鸣', '平台管理员'], ['linxiao', '林晓', '销售代表'], ['zhaomin', '赵敏', '区域经理'], ['sunwei', '孙伟', '大区总监'], ['gaoli', '高丽', '价格管理']].map(([login, name, position]) => ({ login, name, position })), demoPassword: 'demo' })
    if (m === 'PATCH') session.locale = body.locale
    if (m === 'DELETE') { signedIn = false; return send(204) }
    return send(200, session)
  }
  if (parts[0] === 'password-links') return body.password.length < 12 ? problem(422, 'password.too_short', '密码至少 12 位。') : send(204)
  if (!signedIn) return problem(401, 'session.missing', '请先登录')
  if (parts[0] === 'app') return send(200, appModel(session.locale))
  if (parts[0] === 'tasks') return tasks(m, parts, url, body, send, problem)
  if (parts[0] === 'records') return records(m, parts, url, body, send, problem, req)
  problem(404, 'http.not_found', 'Not found')
}

const find = (entity: string, id: string) => data[entity]?.find(r => r.id === id)
const num = (v: unknown) => Number(v ?? 0)

function withLabels(entity: string, row: Row): Row {
  const props = appModel('zh-CN').entities[entity]!.schema.properties as Record<string, any>
  const labels: Record<string, string> = {}
  for (const [k, s] of Object.entries(props)) if (s['x-ref'] && row[k]) labels[k] = String((find(s['x-ref'], row[k]) ?? {})[appModel('zh-CN').entities[s['x-ref']]!.display] ?? '')
  const out: Row = { ...row, _labels: labels }
  if (Array.isArray(row.lines)) out.lines = row.lines.map((l: Row) => ({ ...l, _labels: { product: find('product', l.product)?.name ?? '' } }))
  return out
}

function compute(draft: Row): Row {
  const out: Row = { owner: 'p-sr', kind: 'sale', urgent: false, extra_term_days: 0, ...draft }
  out.lines = (draft.lines ?? []).map((l: Row) => {
    const p = l.product ? find('product', l.product) : undefined
    const gross = (num(l.quantity) * num(l.unit_price)).toFixed(2)
    return { ...l, list_price: p ? p.price : undefined, tax_rate: p ? '13.0000' : undefined, discount_pct: p && l.unit_price ? ((1 - num(l.unit_price) / num(p.price)) * 100).toFixed(4) : undefined, gross, net: (num(gross) / 1.13).toFixed(2), _labels: { product: p?.name ?? '' } }
  })
  out.amount = out.lines.reduce((a: number, l: Row) => a + num(l.gross), 0).toFixed(2)
  out.net_amount = (num(out.amount) / 1.13).toFixed(2)
  out.tax_amount = (num(out.amount) - num(out.net_amount)).toFixed(2)
  out.discount_pct = Math.max(0, ...out.lines.map((l: Row) => num(l.discount_pct))).toFixed(4)
  return out
}

type Send = (status: number, value?: unknown) => void
type Problem = (status: number, code: string, detail: string, more?: object) => void

function records(m: string, p: string[], url: URL, body: Row, send: Send, problem: Problem, req: IncomingMessage) {
  const [, entity, id, sub, key] = p as string[]
  const rows = data[entity!]
  if (!rows) return problem(404, 'entity.unknown', '没有这个对象')
  if (!id) {
    if (m === 'POST') {
      const errors: object[] = []
      if (!body.customer) errors.push({ pointer: '/customer', code: 'record.required', message: '请选择客户' })
      if (errors.length) return problem(422, 'record.invalid', '有字段不符合要求。', { errors })
      const row: Row = { id: `n${Date.now()}`, version: 1, number: 'CT-2026-0009999', status: 'draft', created_at: new Date().toISOString(), ...compute(body) }
      rows.unshift(row)
      return send(201, record(entity!, row))
    }
    const filter = JSON.parse(url.searchParams.get('filter') ?? '{}')
    const q = url.searchParams.get('q')?.toLowerCase()
    const match = (r: Row, f: any): boolean => Object.entries(f).every(([k, c]: any) => k === 'and' ? c.every((x: any) => match(r, x)) : Object.entries(c).every(([op, v]: any) => { const w = v === '${user.id}' ? 'p-sr' : v; const x = r[k]; return op === 'eq' ? x === w : op === 'ne' ? x !== w : op === 'in' ? w.includes(x) : op === 'gte' ? x >= w : op === 'lte' ? x <= w : true }))
    let list = rows.filter(r => match(r, filter) && (!q || JSON.stringify(withLabels(entity!, r)).toLowerCase().includes(q)))
    const sort = (url.searchParams.get('sort') ?? '').split(',').filter(Boolean)
    if (sort[0]) { const d = sort[0].startsWith('-') ? -1 : 1; const k = sort[0].replace('-', ''); list = [...list].sort((a, b) => (isNaN(a[k]) ? String(a[k]).localeCompare(String(b[k])) : num(a[k]) - num(b[k])) * d) }
    const after = Number(url.searchParams.get('after') ?? 0)
    const limit = Number(url.searchParams.get('limit') ?? 50)
    return send(200, { items: list.slice(after, after + limit).map(r => withLabels(entity!, r)), next: after + limit < list.length ? String(after + limit) : null, total: list.length })
  }
  if (id === 'compute') return send(200, compute(body))
  const row = find(entity!, id)
  if (!row) return problem(404, 'record.not_found', '没有这条记录，或您没有查看的权限。')
  if (sub === 'timeline') return send(200, { items: timelineOf(row) })
  if (sub === 'instances') return send(200, { items: row.status === 'draft' ? [] : [{ id: 'i1', flow: { name: 'contract_approval', title: '合同审批' }, state: 'running', outcome: null, startedAt: row.created_at, path: path() }] })
  if (sub === 'transitions') { row.status = key === 'submit' ? 'review' : row.status; row.version++; return send(200, record(entity!, row)) }
  if (m === 'PATCH') {
    if (req.headers['if-match'] !== `"${row.version}"`) return problem(412, 'record.version_conflict', '记录已被修改')
    Object.assign(row, compute({ ...row, ...body })); row.version++
    return send(200, record(entity!, row))
  }
  send(200, record(entity!, row))
}

function record(entity: string, row: Row) {
  const t = entity === 'contract' && row.status === 'draft' ? ['submit'] : row.status === 'effective' ? ['terminate'] : []
  return { ...withLabels(entity, row), _permissions: { update: row.status === undefined || row.status === 'draft', fields: { readOnly: [] }, transitions: t, delete: false } }
}

function path() {
  return [
    { element: 'submitted', title: '提交审批', kind: 'startEvent', state: 'done', people: [{ id: 'p-sr', name: '林晓' }], at: '2026-11-20T02:10:00Z', opinions: [] },
    { element: 'approve_sm', title: '区域经理审批', kind: 'approval', state: 'done', people: [{ id: 'p-sm', name: '赵敏' }], at: '2026-11-20T05:42:00Z', opinions: [{ person: { id: 'p-sm', name: '赵敏' }, outcome: 'approve', opinion: '客户为重点医院，折扣合理。', at: '2026-11-20T05:42:00Z' }] },
    { element: 'approve_rd', title: '大区总监与价格管理审批', kind: 'approval', state: 'current', people: [{ id: 'p-rd', name: '孙伟' }, { id: 'p-pc', name: '高丽' }], at: null, opinions: [] },
    { element: 'approve_vp', title: '销售副总与财务审批', kind: 'approval', state: 'future', people: [{ id: 'p-vp', name: '陈国华' }, { id: 'p-fi', name: '何静' }], at: null, opinions: [] },
    { element: 'effective', title: '合同生效', kind: 'endEvent', state: 'future', people: [], at: null, opinions: [] },
  ]
}

const open = () => data.contract!.filter(c => c.status === 'review' && !done.has(c.id))
const done = new Map<string, string>()

function task(c: Row): Row {
  const x = withLabels('contract', c)
  return { id: `t-${c.id}`, title: '大区总监与价格管理审批', flow: { name: 'contract_approval', title: '合同审批' }, element: 'approve_rd', kind: c.__revise ? 'task' : 'approval', entity: 'contract', recordId: c.id, recordTitle: `${c.number} ${c.title}`, summary: [{ title: '客户', value: x._labels.customer, format: 'text' }, { title: '含税金额', value: c.amount, format: 'money' }, { title: '最高折扣', value: c.discount_pct, format: 'percent' }], starter: { id: 'p-sr', name: '林晓' }, openedAt: c.created_at, dueAt: c.due, state: done.has(c.id) ? 'done' : 'open', outcome: done.get(c.id) ?? null }
}

function tasks(_m: string, p: string[], url: URL, body: Row, send: Send, problem: Problem) {
  if (p[1] === 'counts') return send(200, { todo: open().length, started: 3 })
  if (!p[1]) { const f = url.searchParams.get('folder'); const list = f === 'done' ? data.contract!.filter(c => done.has(c.id)) : f === 'started' ? data.contract!.filter(c => c.status === 'review').slice(0, 3) : open(); return send(200, { items: list.map(task), next: null }) }
  const c = data.contract!.find(r => `t-${r.id}` === p[1])
  if (!c) return problem(404, 'task.not_found', '没有这个任务')
  if (p[2] === 'complete') {
    if (done.has(c.id)) return problem(409, 'task.already_decided', '该任务已由 高丽 于 13:05 审批通过。')
    if (body.outcome !== 'approve' && !body.opinion) return problem(422, 'task.opinion_required', '请填写意见。', { errors: [{ pointer: '/opinion', code: 'x', message: '请填写意见' }] })
    done.set(c.id, body.outcome)
    const next = open()[0]
    return send(200, { task: task(c), instance: { state: 'running', outcome: null }, next: next ? { taskId: `t-${next.id}` } : null })
  }
  send(200, { ...task(c), version: 1, outcomes: [{ key: 'approve', title: '同意' }, { key: 'return', title: '退回' }, { key: 'reject', title: '拒绝' }], opinion: 'on_return', form: 'contract_edit', record: { ...record('contract', c), _permissions: { update: false, fields: { readOnly: [] }, transitions: [], delete: false } }, participants: [{ person: { id: 'p-rd', name: '孙伟' }, state: 'active', opinion: null, actedAt: null }, { person: { id: 'p-pc', name: '高丽' }, state: 'approved', opinion: '价格在授权范围内', actedAt: '2026-11-22T06:01:00Z' }], path: path(), history: [] })
}
