import { ref } from './references.mjs'

const REGIONS = [
  [
    'east',
    '华东大区',
    'P006',
    [
      ['huzhe', '沪浙片区', 'P005'],
      ['suwan', '苏皖片区'],
    ],
  ],
  [
    'north',
    '华北大区',
    'P007',
    [
      ['jingjin', '京津片区'],
      ['jijin', '冀晋片区'],
    ],
  ],
  [
    'south',
    '华南大区',
    'P007',
    [
      ['yueqiong', '粤琼片区'],
      ['mingui', '闽桂片区'],
    ],
  ],
  [
    'central',
    '华中大区',
    'P007',
    [
      ['eyu', '鄂豫片区'],
      ['xianggan', '湘赣片区'],
    ],
  ],
  [
    'southwest',
    '西南大区',
    'P007',
    [
      ['chuanyu', '川渝片区'],
      ['yungui', '云贵片区'],
    ],
  ],
  [
    'northwest',
    '西北大区',
    'P007',
    [
      ['shaangan', '陕甘片区'],
      ['ningxin', '宁新片区'],
    ],
  ],
]

const DEPARTMENTS = [
  ['sales_office', '销售管理部', 'P007'],
  ['pricing_office', '定价部', 'P008'],
  ['finance_office', '财务部', 'P009'],
  ['legal_office', '法务部', 'P010'],
  ['quality_office', '质量管理部', 'P012'],
  ['it_office', '信息部', 'P001'],
]

/** The company, its regions with their areas, and its departments. The sales head leads the regions that have no director yet. */
export function orgUnits() {
  const unit = (code, name, type, parent, head) => ({
    code,
    name,
    type,
    ...(parent && { parent: ref('org_unit', parent) }),
    ...(head && { head: ref('person', head) }),
  })
  return [
    unit('qinghe', '清禾医疗器械销售有限公司', 'company', undefined, 'P011'),
    ...DEPARTMENTS.map(([code, name, head]) => unit(code, name, 'department', 'qinghe', head)),
    ...REGIONS.flatMap(([code, name, head, areas]) => [
      unit(code, name, 'region', 'qinghe', head),
      ...areas.map(([area, title, areaHead]) => unit(area, title, 'area', code, areaHead)),
    ]),
  ]
}

const POSITIONS = [
  ['ad', '平台管理员', ['platform_admin']],
  ['ba', '业务分析师', ['business_analyst']],
  ['sr', '销售代表', ['sales_rep']],
  ['sm', '片区经理', ['area_manager']],
  ['rd', '大区总监', ['region_director']],
  ['vp', '销售负责人', ['sales_head']],
  ['pc', '定价经理', ['pricing']],
  ['fi', '财务经理', ['finance']],
  ['le', '法务经理', ['legal']],
  ['gm', '总经理', ['general_manager']],
  ['qa', '质量负责人', ['quality', 'auditor']],
]

export const positions = () => POSITIONS.map(([code, name, roles]) => ({ code, name, roles: ['employee', ...roles] }))

const PEOPLE = [
  ['P001', '何志远', 'admin', 'it_office', 'ad'],
  ['P002', '苏敏', 'analyst', 'it_office', 'ba'],
  ['P003', '顾晓楠', 'sr1', 'huzhe', 'sr'],
  ['P004', '沈一鸣', 'sr2', 'huzhe', 'sr'],
  ['P005', '钱立群', 'sm', 'huzhe', 'sm'],
  ['P006', '陆文博', 'rd', 'east', 'rd'],
  ['P007', '赵启明', 'vp', 'sales_office', 'vp'],
  ['P008', '许静怡', 'pc', 'pricing_office', 'pc'],
  ['P009', '冯雅琴', 'fi', 'finance_office', 'fi'],
  ['P010', '孟宪章', 'le', 'legal_office', 'le'],
  ['P011', '秦国栋', 'gm', 'qinghe', 'gm'],
  ['P012', '白露', 'qa', 'quality_office', 'qa'],
]

export const people = () =>
  PEOPLE.map(([code, name, login, unit, position]) => ({
    code,
    name,
    email: `${login}@qinghe.example`,
    org_unit: ref('org_unit', unit),
    position: ref('position', position),
  }))

export const accounts = () => PEOPLE.map(([code, , login]) => ({ login, person: ref('person', code) }))

/** Login of a person's code. */
export const loginOf = code => PEOPLE.find(([each]) => each === code)[2]
