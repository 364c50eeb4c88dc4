import { gtin14 } from './check-digits.mjs'
import { ref } from './references.mjs'

const OWN = '苏州澜析医疗科技有限公司'
const BONE = '常州骼川医疗器械有限公司'
const CONSUMABLE = '威海洁禾医用制品有限公司'
const REAGENT = '杭州析微生物技术有限公司'
const IMPORTED = 'Norrsund Medical AB'

// Number, class, holder, product name, classification code, intended use, approved on.
const REGISTRATIONS = [
  [
    '苏械注准20222060418',
    'II',
    OWN,
    '彩色多普勒超声诊断系统',
    '06-07',
    '用于腹部、心脏、妇产及浅表组织的超声影像检查。',
    '2022-04-18',
  ],
  [
    '苏械注准20222070155',
    'II',
    OWN,
    '多参数监护仪',
    '07-04',
    '用于对患者的心电、血氧、血压、呼吸和体温进行监护。',
    '2022-06-07',
  ],
  ['国械注准20233080206', 'III', OWN, '有创呼吸机', '08-01', '用于对成人和儿童患者进行通气支持。', '2023-03-21'],
  [
    '国械注进20213080377',
    'III',
    IMPORTED,
    '体外除颤监护仪',
    '08-03',
    '用于对心搏骤停患者进行体外除颤和心电监护。',
    '2021-12-14',
  ],
  ['国械注准20223010092', 'III', OWN, '高频手术设备', '01-03', '用于手术中对组织的切割和凝血。', '2022-01-20'],
  [
    '苏械注准20232220311',
    'II',
    OWN,
    '全自动生化分析仪',
    '22-02',
    '用于对人体样本中的生化指标进行定量检测。',
    '2023-08-15',
  ],
  ['国械注准20233130412', 'III', BONE, '金属接骨板系统', '13-01', '用于四肢骨折的内固定。', '2023-05-09'],
  ['国械注准20233130533', 'III', BONE, '髋关节假体', '13-04', '用于髋关节置换。', '2023-06-27'],
  [
    '国械注进20223130208',
    'III',
    IMPORTED,
    '冠状动脉药物洗脱支架系统',
    '13-07',
    '用于冠状动脉狭窄的介入治疗。',
    '2022-02-25',
  ],
  ['国械注准20243030171', 'III', BONE, '一次性使用球囊扩张导管', '03-13', '用于血管狭窄的经皮腔内扩张。', '2024-04-11'],
  ['国械注准20223160126', 'III', IMPORTED, '人工晶状体', '16-07', '用于白内障摘除后的晶状体置换。', '2022-05-30'],
  [
    '国械注准20243020288',
    'III',
    CONSUMABLE,
    '一次性使用吻合器及组件',
    '02-13',
    '用于消化道手术中的切割与吻合。',
    '2024-07-02',
  ],
  ['国械注准20223140640', 'III', CONSUMABLE, '一次性使用输液器', '14-02', '用于重力式静脉输液。', '2022-09-13'],
  [
    '国械注准20223140705',
    'III',
    CONSUMABLE,
    '一次性使用无菌注射器',
    '14-01',
    '用于人体皮下、肌肉和静脉注射。',
    '2022-10-19',
  ],
  ['国械注准20233140219', 'III', CONSUMABLE, '一次性使用静脉留置针', '14-02', '用于外周静脉留置输液。', '2023-04-04'],
  ['鲁械注准20232140187', 'II', CONSUMABLE, '一次性使用无菌手术包', '14-13', '用于手术室的感染控制。', '2023-02-16'],
  ['鲁械注准20242140066', 'II', CONSUMABLE, '水胶体敷料', '14-10', '用于浅表创面的覆盖和护理。', '2024-01-25'],
  ['鲁威械备20210042', 'I', CONSUMABLE, '医用检查手套', '14-14', '用于检查时的手部防护。', '2021-09-01'],
  ['鲁威械备20210057', 'I', CONSUMABLE, '医用棉签', '14-16', '用于对皮肤创面的清洁处理。', '2021-10-12'],
  ['苏械注准20222070189', 'II', OWN, '血氧饱和度探头', '07-10', '与监护仪配套采集血氧信号。', '2022-07-05'],
  ['苏械注准20222080064', 'II', OWN, '呼吸管路', '08-05', '与呼吸机配套建立患者呼吸回路。', '2022-03-08'],
  [
    '国械注准20233400815',
    'III',
    REAGENT,
    '乙型肝炎病毒核酸检测试剂盒',
    '6840',
    '用于体外定量检测人血清中的乙型肝炎病毒核酸。',
    '2023-09-20',
  ],
  [
    '浙械注准20232400422',
    'II',
    REAGENT,
    '丙氨酸氨基转移酶测定试剂盒',
    '6840',
    '用于体外定量测定人血清中丙氨酸氨基转移酶的活性。',
    '2023-07-11',
  ],
  [
    '浙械注准20232400437',
    'II',
    REAGENT,
    '心肌肌钙蛋白 I 测定试剂盒',
    '6840',
    '用于体外定量测定人血清中心肌肌钙蛋白 I 的含量。',
    '2023-07-18',
  ],
]

// Code, name, model, spec, unit, registration, list price of level B incl. VAT, cost as a share of its net price (%).
const PRODUCTS = [
  ['EQ-001', '彩色多普勒超声诊断系统', 'LX-U9', '三探头配置', '台', 0, 680000, 47],
  ['EQ-002', '彩色多普勒超声诊断系统', 'LX-U7', '双探头配置', '台', 0, 428000, 47],
  ['EQ-003', '便携式彩色多普勒超声诊断系统', 'LX-U3P', '单探头配置', '台', 0, 198000, 45],
  ['EQ-004', '多参数监护仪', 'LX-M8', '12.1 英寸', '台', 1, 28600, 44],
  ['EQ-005', '多参数监护仪', 'LX-M12', '15 英寸，含麻醉气体', '台', 1, 56800, 46],
  ['EQ-006', '有创呼吸机', 'LX-V5', '成人/儿童', '台', 2, 186000, 48],
  ['EQ-007', '有创呼吸机', 'LX-V7', '成人/儿童/新生儿', '台', 2, 265000, 48],
  ['EQ-008', '体外除颤监护仪', 'NS-D200', '双相波', '台', 3, 74000, 50],
  ['EQ-009', '高频手术设备', 'LX-E400', '400 W', '台', 4, 52000, 45],
  ['EQ-010', '全自动生化分析仪', 'LX-B800', '800 测试/小时', '台', 5, 398000, 49],
  ['HV-001', '锁定接骨板', 'BP-L06', '6 孔', '块', 6, 3860, 42],
  ['HV-002', '锁定接骨板', 'BP-L08', '8 孔', '块', 6, 4280, 42],
  ['HV-003', '锁定接骨螺钉', 'BS-3535', '3.5 × 35 mm', '枚', 6, 420, 40],
  ['HV-004', '髋关节假体股骨柄', 'HJ-S3', '3 号', '套', 7, 12600, 44],
  ['HV-005', '髋关节假体髋臼杯', 'HJ-C52', '52 mm', '套', 7, 9800, 44],
  ['HV-006', '髋关节假体球头', 'HJ-H32', '32 mm', '个', 7, 5400, 43],
  ['HV-007', '药物洗脱支架', 'NS-DES 2.75', '2.75 × 18 mm', '套', 8, 6980, 48],
  ['HV-008', '药物洗脱支架', 'NS-DES 3.00', '3.00 × 23 mm', '套', 8, 6980, 48],
  ['HV-009', '球囊扩张导管', 'BC-2015', '2.0 × 15 mm', '根', 9, 1680, 43],
  ['HV-010', '球囊扩张导管', 'BC-2520', '2.5 × 20 mm', '根', 9, 1680, 43],
  ['HV-011', '人工晶状体', 'NS-IOL A', '非球面', '片', 10, 2980, 47],
  ['HV-012', '人工晶状体', 'NS-IOL T', '散光矫正', '片', 10, 6800, 47],
  ['HV-013', '吻合器', 'JH-ST60', '60 mm', '把', 11, 2350, 42],
  ['HV-014', '吻合器钉仓', 'JH-SC60', '60 mm，蓝色', '个', 11, 860, 42],
  ['LV-001', '一次性使用输液器', 'JH-IV01', '普通型，100 支/箱', '箱', 12, 268, 46],
  ['LV-002', '一次性使用输液器', 'JH-IV02', '精密过滤型，100 支/箱', '箱', 12, 620, 45],
  ['LV-003', '一次性使用输液器', 'JH-IV03', '避光型，50 支/箱', '箱', 12, 84, null],
  ['LV-004', '一次性使用无菌注射器', 'JH-SY05', '5 mL,200 支/箱', '箱', 13, 156, 46],
  ['LV-005', '一次性使用无菌注射器', 'JH-SY10', '10 mL,200 支/箱', '箱', 13, 198, 46],
  ['LV-006', '一次性使用无菌注射器', 'JH-SY20', '20 mL,100 支/箱', '箱', 13, 168, 46],
  ['LV-007', '一次性使用静脉留置针', 'JH-VC22', '22 G,50 支/盒', '盒', 14, 485, 44],
  ['LV-008', '一次性使用静脉留置针', 'JH-VC24', '24 G,50 支/盒', '盒', 14, 485, 44],
  ['LV-009', '一次性使用无菌手术包', 'JH-OP01', '通用型', '包', 15, 128, 45],
  ['LV-010', '一次性使用无菌手术包', 'JH-OP02', '骨科型', '包', 15, 186, 45],
  ['LV-011', '一次性使用无菌手术包', 'JH-OP03', '剖宫产型', '包', 15, 172, 45],
  ['LV-012', '水胶体敷料', 'JH-HC10', '10 × 10 cm,10 片/盒', '盒', 16, 215, 41],
  ['LV-013', '水胶体敷料', 'JH-HC15', '15 × 15 cm,5 片/盒', '盒', 16, 236, 41],
  ['LV-014', '医用检查手套', 'JH-GL-M', '丁腈，M 号，100 只/盒', '盒', 17, 46, 47],
  ['LV-015', '医用检查手套', 'JH-GL-L', '丁腈，L 号，100 只/盒', '盒', 17, 46, 47],
  ['LV-016', '医用棉签', 'JH-CS10', '10 cm,50 支/包', '包', 18, 6.8, 45],
  ['LV-017', '医用棉签', 'JH-CS20', '20 cm,20 支/包', '包', 18, 8.5, 45],
  ['LV-018', '一次性使用无菌注射器', 'JH-SY50', '50 mL,50 支/箱', '箱', 13, 142, 46],
  ['WP-001', '血氧饱和度探头', 'LX-SP-A', '成人指夹', '根', 19, 680, 38],
  ['WP-002', '血氧饱和度探头', 'LX-SP-N', '新生儿绑带', '根', 19, 760, 38],
  ['WP-003', '血氧饱和度探头', 'LX-SP-P', '儿童指夹', '根', 19, 680, 38],
  ['WP-004', '呼吸管路', 'LX-BC-A', '成人，加热型', '套', 20, 420, 39],
  ['WP-005', '呼吸管路', 'LX-BC-P', '儿童，加热型', '套', 20, 420, 39],
  ['WP-006', '呼吸管路', 'LX-BC-S', '成人，普通型', '套', 20, 150, 40],
  ['RG-001', '乙型肝炎病毒核酸检测试剂盒', 'XW-HBV48', '48 人份/盒', '盒', 21, 2680, 43],
  ['RG-002', '乙型肝炎病毒核酸检测试剂盒', 'XW-HBV96', '96 人份/盒', '盒', 21, 4980, 43],
  ['RG-003', '丙氨酸氨基转移酶测定试剂盒', 'XW-ALT1', 'R1 60 mL + R2 15 mL', '盒', 22, 560, 42],
  ['RG-004', '丙氨酸氨基转移酶测定试剂盒', 'XW-ALT4', '4 × (R1 60 mL + R2 15 mL)', '盒', 22, 2080, 42],
  ['RG-005', '心肌肌钙蛋白 I 测定试剂盒', 'XW-CTN50', '50 人份/盒', '盒', 23, 1850, 44],
  ['RG-006', '心肌肌钙蛋白 I 测定试剂盒', 'XW-CTN100', '100 人份/盒', '盒', 23, 3480, 44],
  ['RG-007', '心肌肌钙蛋白 I 测定试剂盒', 'XW-CTN25', '25 人份/盒', '盒', 23, 980, 44],
  ['RG-008', '乙型肝炎病毒核酸检测试剂盒', 'XW-HBV24', '24 人份/盒', '盒', 21, 1420, 43],
  ['SV-001', '设备年度保养服务', 'SV-PM', '两次/年', '次', null, 12000, 52],
  ['SV-002', '超声设备全保服务', 'SV-US', '含探头，一年', '年', null, 48000, 55],
  ['SV-003', '呼吸机全保服务', 'SV-VT', '一年', '年', null, 16800, 53],
  ['SV-004', '装机与培训服务', 'SV-IN', '现场一天', '次', null, 3600, 50],
]

const CATEGORIES = {
  EQ: { category: 'equipment', warranty_months: 12 },
  HV: { category: 'high_value_consumable', sterile: true, shelf_life_months: 60 },
  LV: { category: 'low_value_consumable', sterile: true, shelf_life_months: 36 },
  WP: { category: 'wearing_part', warranty_months: 6 },
  RG: { category: 'reagent', cold_chain: true, shelf_life_months: 12 },
  SV: { category: 'service' },
}

const IMPLANTS = new Set([6, 7, 8, 10])
const NOT_STERILE = new Set([17, 18])

export const registrations = () =>
  REGISTRATIONS.map(
    ([number, risk_class, holder_name, product_name, classification_code, intended_use, approve_date]) => ({
      number,
      kind: risk_class === 'I' ? 'filing' : 'registration',
      risk_class,
      holder_name,
      ...(holder_name === IMPORTED && { agent_name: '清禾国际贸易（上海）有限公司' }),
      product_name,
      classification_code,
      intended_use,
      approve_date,
      ...(risk_class !== 'I' && { expiry_date: fiveYearsAfter(approve_date) }),
    }),
  )

/** The last day of validity: five years from the approval, less a day. */
const fiveYearsAfter = date =>
  new Date(Date.UTC(Number(date.slice(0, 4)) + 5, Number(date.slice(5, 7)) - 1, Number(date.slice(8)) - 1))
    .toISOString()
    .slice(0, 10)

export const products = () => PRODUCTS.map(product)

function product([code, name, model, spec, unit, registration, price, costShare], i) {
  const taxRate = code.startsWith('SV') ? 6 : 13
  return {
    code,
    name,
    model,
    spec,
    brand: registration === null ? '清禾' : BRANDS[REGISTRATIONS[registration][2]],
    unit,
    tax_rate: String(taxRate),
    // LV-003 is the product of the margin example: bought at 61.20, listed at 84.00.
    cost_price: costShare === null ? '61.20' : ((price * costShare) / (100 + taxRate)).toFixed(2),
    ...CATEGORIES[code.slice(0, 2)],
    ...(registration !== null && {
      registration: registrationRef(REGISTRATIONS[registration][0]),
      // 952 is GS1's prefix for demonstrations: these codes can't belong to a real product.
      udi_di: gtin14(`09527001${String(i + 1).padStart(5, '0')}`),
    }),
    ...(IMPLANTS.has(registration) && { implantable: true }),
    ...(NOT_STERILE.has(registration) && { sterile: false }),
  }
}

const registrationRef = number => ({ $ref: 'registration', number })

const BRANDS = { [OWN]: '澜析', [BONE]: '骼川', [CONSUMABLE]: '洁禾', [REAGENT]: '析微', [IMPORTED]: 'Norrsund' }

const PRICE_LISTS = [
  ['A_key', 'A 重点医院价目表 2026', 'a_key', 93],
  ['B_direct', 'B 直销价目表 2026', 'b_direct', 100],
  ['C_distributor', 'C 经销商价目表 2026', 'c_distributor', 78],
]

export const priceLists = () =>
  PRICE_LISTS.map(([code, name, level, share]) => ({
    code,
    name,
    level,
    tax_basis: 'incl',
    valid_from: '2026-01-01',
    lines: PRODUCTS.map(row => ({ product: ref('product', row[0]), price: listPrice(row, share) })),
  }))

const listPrice = (row, share) => (Math.round(row[6] * share) / 100).toFixed(2)

/** Standard price in cents of a product on a list. */
export function listPriceCents(listCode, productCode) {
  const [, , , share] = PRICE_LISTS.find(([code]) => code === listCode)
  return Math.round(PRODUCTS.find(([code]) => code === productCode)[6] * share)
}
