import { customerFacts } from './parties.mjs'
import { daysFromNow, ref } from './references.mjs'

const VALID = { issue_date: '2023-07-01', expiry_date: '2028-06-30', status: 'valid' }

/** Two certificates have run out and two run out within 90 days, so that the lists have something to find. */
const OTHER_TERMS = {
  H015: { issue_date: daysFromNow(-1856), expiry_date: daysFromNow(-30), status: 'expired' },
  D005: { issue_date: daysFromNow(-1838), expiry_date: daysFromNow(-12), status: 'expired' },
  H007: { issue_date: daysFromNow(-1783), expiry_date: daysFromNow(43), status: 'renewal_pending' },
  D002: { issue_date: daysFromNow(-1745), expiry_date: daysFromNow(81), status: 'valid' },
}

const SCOPE = ['01', '02', '03', '06', '07', '08', '13', '14', '16', '22', '6840']

/** Every customer's permit for its kind: practice licence, clinic filing, distribution licence and filing. */
export function licenses(random) {
  return customerFacts().flatMap(customer =>
    permits(customer, random).map(permit => ({
      holder: ref('customer', customer.code),
      ...permit,
      issuer: `${customer.town}${permit.kind === 'practice' || permit.kind === 'clinic_filing' ? '卫生健康委员会' : '市场监督管理局'}`,
      ...(OTHER_TERMS[customer.code] ?? VALID),
      verified_by: ref('person', 'P012'),
      verified_on: '2026-06-15',
      verify_source: '发证机关网站查询',
    })),
  )
}

function permits({ name, type, region, town }, random) {
  const province = PROVINCES[region.slice(0, 2)]
  const serial = () => random.digits(4)
  if (name.endsWith('诊所')) return [{ kind: 'clinic_filing', number: `${province}诊备2023${serial()}` }]
  if (type === 'hospital' || type === 'clinic')
    return [{ kind: 'practice', number: `PDY${random.digits(5)}X${region}17A1001` }]
  const filing = {
    kind: 'dist_filing_ii',
    number: `${province}${town.at(-2)}药监械经营备2023${serial()}号`,
    scope_codes: SCOPE,
  }
  if (type === 'store') return [{ ...filing, mode: 'retail' }]
  const licence = {
    kind: 'dist_licence',
    number: `${province}${town.at(-2)}药监械经营许2023${serial()}号`,
    scope_codes: SCOPE,
  }
  return [
    { ...licence, mode: 'wholesale' },
    { ...filing, mode: 'wholesale' },
  ]
}

/** Short names of provinces by the first two digits of GB/T 2260. */
const PROVINCES = {
  11: '京',
  12: '津',
  13: '冀',
  14: '晋',
  31: '沪',
  32: '苏',
  33: '浙',
  34: '皖',
  35: '闽',
  41: '豫',
  42: '鄂',
  43: '湘',
  44: '粤',
  45: '桂',
  50: '渝',
  51: '川',
  53: '云',
  61: '陕',
  62: '甘',
}
