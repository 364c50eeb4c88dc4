import { creditCode } from './check-digits.mjs'
import { ref } from './references.mjs'

/** Our own contracting companies. */
export const legalEntities = () => [
  {
    code: 'QH01',
    name: '清禾医疗器械销售有限公司',
    uscc: creditCode('91', '310115', 'MA1QH001'),
    address: '上海市浦东新区清禾路 88 号 3 幢 6 层',
    phone: '021-5550 8800',
    bank_name: '示例银行上海张江支行',
    bank_account: '3100 0188 0000 0012 345',
  },
  {
    code: 'QH02',
    name: '清禾国际贸易（上海）有限公司',
    uscc: creditCode('91', '310115', 'MA1QH002'),
    address: '上海市浦东新区清禾路 88 号 3 幢 7 层',
    phone: '021-5550 8801',
    bank_name: '示例银行上海张江支行',
    bank_account: '3100 0188 0000 0067 890',
  },
]

// Code, name, institution, ownership, hospital level, area, region (GB/T 2260), town, sales rep. Without a rep the
// customer is waiting to be assigned.
const CUSTOMERS = [
  ['H001', '上海云岫医院', 'hospital', 'public', '3a', 'huzhe', '310115', '上海市浦东新区', 'P003'],
  ['H002', '上海松澜骨科医院', 'hospital', 'private', '2a', 'huzhe', '310104', '上海市徐汇区', 'P003'],
  ['H003', '上海澄曜康复医院', 'hospital', 'private', '2b', 'huzhe', '310110', '上海市杨浦区', 'P003'],
  ['H004', '嘉善霁禾医院', 'hospital', 'public', '2a', 'huzhe', '330421', '浙江省嘉善县', 'P003'],
  ['K001', '上海沐岚诊所', 'clinic', 'private', null, 'huzhe', '310106', '上海市静安区', 'P003'],
  ['D001', '上海霁川医疗器械有限公司', 'distributor', null, null, 'huzhe', '310113', '上海市宝山区', 'P003'],
  ['H005', '杭州曙禾医院', 'hospital', 'public', '3a', 'huzhe', '330106', '浙江省杭州市西湖区', 'P004'],
  ['H006', '宁波望澜医院', 'hospital', 'public', '3b', 'huzhe', '330203', '浙江省宁波市海曙区', 'P004'],
  ['H007', '温州青蘅医院', 'hospital', 'public', '2a', 'huzhe', '330302', '浙江省温州市鹿城区', 'P004'],
  ['H008', '绍兴越岚中医医院', 'hospital', 'public', '2a', 'huzhe', '330602', '浙江省绍兴市越城区', 'P004'],
  ['K002', '杭州知蘅眼科门诊部', 'clinic', 'private', null, 'huzhe', '330106', '浙江省杭州市西湖区', 'P004'],
  ['D002', '浙江岚汐医疗科技有限公司', 'distributor', null, null, 'huzhe', '330105', '浙江省杭州市拱墅区', 'P004'],
  ['H009', '南京璟和医院', 'hospital', 'public', '3a', 'suwan', '320106', '江苏省南京市鼓楼区', null],
  ['H010', '苏州澜溪医院', 'hospital', 'public', '3b', 'suwan', '320505', '江苏省苏州市虎丘区', null],
  ['D003', '江苏铭岚医疗器械有限公司', 'distributor', null, null, 'suwan', '320102', '江苏省南京市玄武区', null],
  ['K003', '合肥安蘅口腔门诊部', 'clinic', 'private', null, 'suwan', '340104', '安徽省合肥市蜀山区', null],
  ['H011', '北京砚山医院', 'hospital', 'public', '3a', 'jingjin', '110108', '北京市海淀区', null],
  ['H012', '北京望舒妇儿医院', 'hospital', 'private', '2a', 'jingjin', '110105', '北京市朝阳区', null],
  ['H013', '天津津澜医院', 'hospital', 'public', '3b', 'jingjin', '120103', '天津市河西区', null],
  ['D004', '北京恒岫医疗器械有限公司', 'distributor', null, null, 'jingjin', '110105', '北京市朝阳区', null],
  ['H014', '石家庄燕岚医院', 'hospital', 'public', '3a', 'jijin', '130102', '河北省石家庄市长安区', null],
  ['H015', '太原晋禾医院', 'hospital', 'public', '2a', 'jijin', '140105', '山西省太原市小店区', null],
  ['K004', '保定清岚诊所', 'clinic', 'private', null, 'jijin', '130602', '河北省保定市竞秀区', null],
  ['D005', '山西岚晋医疗科技有限公司', 'distributor', null, null, 'jijin', '140105', '山西省太原市小店区', null],
  ['H016', '广州岭澜医院', 'hospital', 'public', '3a', 'yueqiong', '440106', '广东省广州市天河区', null],
  ['H017', '深圳鹏岫医院', 'hospital', 'public', '3b', 'yueqiong', '440305', '广东省深圳市南山区', null],
  ['D006', '广东粤岚医疗器械有限公司', 'distributor', null, null, 'yueqiong', '440106', '广东省广州市天河区', null],
  ['S001', '广州安听助听器门店', 'store', null, null, 'yueqiong', '440104', '广东省广州市越秀区', null],
  ['H018', '南宁邕禾医院', 'hospital', 'public', '2a', 'mingui', '450103', '广西壮族自治区南宁市青秀区', null],
  ['H019', '福州榕澜医院', 'hospital', 'public', '3b', 'mingui', '350102', '福建省福州市鼓楼区', null],
  ['H020', '武汉楚岫医院', 'hospital', 'public', '3a', 'eyu', '420106', '湖北省武汉市武昌区', null],
  ['H021', '郑州豫澜医院', 'hospital', 'public', '2a', 'eyu', '410105', '河南省郑州市金水区', null],
  ['D007', '湖北荆岚医疗器械有限公司', 'distributor', null, null, 'eyu', '420106', '湖北省武汉市武昌区', null],
  ['H022', '长沙星岚医院', 'hospital', 'public', '3b', 'xianggan', '430102', '湖南省长沙市芙蓉区', null],
  ['H023', '成都蓉岫医院', 'hospital', 'public', '3a', 'chuanyu', '510104', '四川省成都市锦江区', null],
  ['H024', '重庆渝澜医院', 'hospital', 'public', '2a', 'chuanyu', '500103', '重庆市渝中区', null],
  ['D008', '四川蜀岚医疗科技有限公司', 'distributor', null, null, 'chuanyu', '510104', '四川省成都市锦江区', null],
  ['K005', '昆明滇禾眼科门诊部', 'clinic', 'private', null, 'yungui', '530102', '云南省昆明市五华区', null],
  ['H025', '西安秦岫医院', 'hospital', 'public', '3a', 'shaangan', '610103', '陕西省西安市碑林区', null],
  ['S002', '兰州陇岚康复用品店', 'store', null, null, 'shaangan', '620102', '甘肃省兰州市城关区', null],
]

const CONTACTS = ['周老师', '吴老师', '郑老师', '王老师', '陈老师', '蒋老师', '韩老师', '杨老师']
const OFFICE = { hospital: '设备科', clinic: '采购', distributor: '商务部', store: '店长' }
const DIALLING_CODES = {
  1101: '010',
  1201: '022',
  1301: '0311',
  1306: '0312',
  1401: '0351',
  3101: '021',
  3201: '025',
  3205: '0512',
  3301: '0571',
  3302: '0574',
  3303: '0577',
  3304: '0573',
  3306: '0575',
  3401: '0551',
  3501: '0591',
  4101: '0371',
  4201: '027',
  4301: '0731',
  4401: '020',
  4403: '0755',
  4501: '0771',
  5001: '023',
  5101: '028',
  5301: '0871',
  6101: '029',
  6201: '0931',
}
const CHANNEL = { hospital: 'direct', clinic: 'direct', distributor: 'distributor', store: 'retail' }

export const customers = random => CUSTOMERS.map((row, i) => customer(row, i, random))

function customer([code, name, type, ownership, level, area, region, town, owner], i, random) {
  return {
    code,
    name,
    channel: CHANNEL[type],
    price_level: priceLevel(type, level),
    payment_days: paymentDays(type, level),
    ...(owner && { owner: ref('person', owner) }),
    org_unit: ref('org_unit', area),
    uscc: creditCode(
      creditKind(type, ownership),
      region,
      type === 'hospital' ? random.digits(8) : `MA${random.digits(6)}`,
    ),
    address: `${town}${name.slice(2, 4)}路 ${random.integer(6, 298)} 号`,
    contact_name: `${CONTACTS[i % CONTACTS.length]}（${OFFICE[type]}）`,
    contact_phone: `${DIALLING_CODES[region.slice(0, 4)]}-5550 ${random.digits(4)}`,
    institution_type: type,
    ...(ownership && { ownership }),
    ...(level && { hospital_level: level }),
    insurance_designated: ownership === 'public',
  }
}

function priceLevel(type, level) {
  if (type === 'distributor') return 'c_distributor'
  return level === '3a' ? 'a_key' : 'b_direct'
}

function paymentDays(type, level) {
  if (type !== 'hospital') return 30
  return level === '3a' || level === '3b' ? 90 : 60
}

function creditKind(type, ownership) {
  if (ownership === 'public') return '12'
  return type === 'hospital' ? '52' : '91'
}

/** Customers as the licences need them. */
export const customerFacts = () =>
  CUSTOMERS.map(([code, name, type, , , , region, town]) => ({ code, name, type, region, town }))
