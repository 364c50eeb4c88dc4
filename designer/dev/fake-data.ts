export type Row = Record<string, any>
let seed = 7
const rnd = () => (seed = (seed * 16807) % 2147483647) / 2147483647
const pick = <T>(a: T[]): T => a[Math.floor(rnd() * a.length)]!
const cities = ['杭州', '宁波', '上海', '苏州', '南京', '广州', '深圳', '武汉', '长沙', '成都', '重庆', '西安', '北京', '天津', '济南', '青岛']
const kinds = ['第一人民医院', '中心医院', '中医院', '妇幼保健院', '仁和医疗器械有限公司', '康宁骨科医院', '明德口腔门诊部', '大学附属医院']
const customers: Row[] = Array.from({ length: 40 }, (_, i) => ({ id: `c${i}`, version: 1, code: `H${String(i + 1).padStart(3, '0')}`, name: i === 5 ? '新疆维吾尔自治区伊犁哈萨克自治州友谊医院（第三临床医学院附属医院）' : pick(cities) + '市' + pick(kinds), region: pick(['华东', '华北', '华南', '华中', '西南', '西北']), level: pick(['3A', '3B', '2A']) }))
const names = ['全髋关节假体系统', '椎弓根螺钉', '锁定加压接骨板', '冠脉药物洗脱支架', '一次性使用静脉输液针', '便携式彩色超声诊断仪', '血糖试纸', '腹腔镜手术器械包', '医用外科口罩', '全自动生化分析仪', '肌钙蛋白 I 检测试剂盒', '无菌敷料', '心电监护仪', '可吸收缝合线', '导尿管']
const products: Row[] = Array.from({ length: 60 }, (_, i) => ({ id: `pr${i}`, version: 1, code: `P${String(i + 1).padStart(4, '0')}`, name: names[i % names.length]! + (i >= names.length ? ` ${String.fromCharCode(65 + Math.floor(i / names.length))} 型` : ''), spec: pick(['Φ4.5×40 mm', '10 支/盒', '1 台', '50 人份/盒', 'M 号']), risk_class: pick(['II', 'III', 'I']), price: pick(['120.0000', '3860.0000', '12500.0000', '84.0000', '286000.0000', '36.5000']) }))
const status = ['draft', 'review', 'review', 'review', 'effective', 'effective', 'signing', 'expired']
const contracts: Row[] = Array.from({ length: Number(process.env.FAKE_ROWS ?? 240) }, (_, i) => {
  const lines = Array.from({ length: 1 + Math.floor(rnd() * 5) }, (_, j) => {
    const p = pick(products); const q = pick(['5.0000', '10.0000', '120.0000', '2.0000', '7.5000']); const d = pick([0, 3, 8, 13.5])
    const up = (Number(p.price) * (1 - d / 100)).toFixed(4); const gross = (Number(up) * Number(q)).toFixed(2)
    return { id: `l${i}-${j}`, product: p.id, quantity: q, list_price: p.price, unit_price: up, discount_pct: d.toFixed(4), tax_rate: '13.0000', gross, net: (Number(gross) / 1.13).toFixed(2) }
  })
  const amount = lines.reduce((a, l) => a + Number(l.gross), 0).toFixed(2); const c = pick(customers)
  return { id: `k${i}`, version: 3, number: `CT-2026-${String(240 - i).padStart(7, '0')}`, title: `${c.name} ${pick(['年度框架合同', '耗材采购合同', '设备采购合同', '骨科植入物合同'])}`, kind: pick(['sale', 'frame']), customer: c.id, owner: pick(['p-sr', 'p-sr2']), status: status[i % status.length], valid_from: '2026-11-01', valid_to: '2027-10-31', payment_days: 60, extra_term_days: 0, urgent: i % 7 === 0, remark: i % 3 ? undefined : '按季度交货；冷链产品随货附温度记录。', lines, amount, net_amount: (Number(amount) / 1.13).toFixed(2), tax_amount: (Number(amount) - Number((Number(amount) / 1.13).toFixed(2))).toFixed(2), discount_pct: Math.max(...lines.map(l => Number(l.discount_pct))).toFixed(4), created_at: new Date(Date.UTC(2026, 10, 22, 8) - i * 7.3e6).toISOString(), due: new Date(Date.UTC(2026, 10, 22, 8) + (i - 3) * 2.1e7).toISOString() }
})
export const data: Record<string, Row[]> = { contract: contracts, customer: customers, product: products, person: [['p-sr', '林晓'], ['p-sr2', '王磊'], ['p-sm', '赵敏'], ['p-rd', '孙伟'], ['p-pc', '高丽']].map(([id, name]) => ({ id, name, code: id, version: 1 })) }
export function timelineOf(row: Row) {
  return [
    { at: '2026-11-22T06:01:00Z', actor: { id: 'p-pc', name: '高丽' }, action: 'task.complete', title: '价格管理审批：同意', changes: [], reason: '价格在授权范围内', task: 't' },
    { at: '2026-11-20T05:42:00Z', actor: { id: 'p-sm', name: '赵敏' }, action: 'task.complete', title: '区域经理审批：同意', changes: [], reason: '客户为重点医院，折扣合理。', task: 't' },
    { at: '2026-11-20T02:10:00Z', actor: { id: 'p-sr', name: '林晓' }, action: 'submit', title: '提交审批', changes: [{ field: 'status', title: '状态', old: 'draft', new: 'review' }], reason: null },
    { at: '2026-11-19T09:30:00Z', actor: { id: 'p-sr', name: '林晓' }, action: 'update', title: '修改', changes: [{ field: 'payment_days', title: '账期（天）', old: 30, new: 60 }, { field: 'amount', title: '含税金额', old: '118000.00', new: row.amount }], reason: null },
    { at: row.created_at, actor: { id: 'p-sr', name: '林晓' }, action: 'create', title: '新建', changes: [], reason: null },
  ]
}
