import { listPriceCents } from './catalogue.mjs'
import { STORIES } from './contract-stories.mjs'
import { daysFromNow, ref } from './references.mjs'

/** What persons did, oldest first: the loader runs each as a command, so that the history is real. */
export function steps(catalogue) {
  return STORIES.flatMap(story => storySteps(story, catalogue))
    .sort((a, b) => a.day - b.day)
    .map(({ day, step }) => ({ at: day === 0 ? '-2h' : `${day}d`, ...step }))
}

function storySteps(story, catalogue) {
  const { key, day, as } = story
  const create = { day, step: { as, create: 'contract', key, data: contractData(story) } }
  if (story.draft) return [create]
  checkLevel(story, catalogue)
  const submit = { day, step: { as, transition: 'submit', record: key } }
  return [create, submit, ...story.acts.map(act => ({ day: day + act[0], step: actStep(key, act) }))]
}

/** `[days, login, element]`, then outcome and opinion, or the opinion alone for an approval. */
function actStep(record, [, as, complete, ...rest]) {
  const [outcome, opinion, data] = ['return', 'reject', 'done'].includes(rest[0]) ? rest : ['approve', ...rest]
  return { as, complete, record, outcome, ...(opinion && { opinion }), ...(data && { data }) }
}

const contractData = ({ title, kind, customer, list, payment, day, lines }) => ({
  title,
  kind: kind ?? 'sale',
  customer: ref('customer', customer),
  seller: ref('legal_entity', 'QH01'),
  price_list: ref('price_list', list),
  valid_from: daysFromNow(day),
  valid_to: daysFromNow(day + (kind === 'frame' ? 3 * 365 : 365) - 1),
  payment_days: payment,
  lines: lines.map(([product, quantity, discount]) => ({
    product: ref('product', product),
    quantity: String(quantity),
    unit_price: (unitPriceCents(list, product, discount) / 100).toFixed(2),
  })),
})

const unitPriceCents = (list, product, discount) => Math.round((listPriceCents(list, product) * (100 - discount)) / 100)

/** The matrix of the discount authority, to catch a story that its prices contradict. Amounts in cents. */
const LIMITS = [
  { discount: 5, margin: 35, amount: 10_000_000, days: 0 },
  { discount: 10, margin: 30, amount: 50_000_000, days: 15 },
  { discount: 15, margin: 25, amount: 200_000_000, days: 30 },
  { discount: 20, margin: 20, amount: 500_000_000, days: 60 },
]

function checkLevel(story, catalogue) {
  const facts = factsOf(story, catalogue)
  const within = LIMITS.findIndex(
    limit =>
      facts.discount <= limit.discount &&
      facts.margin >= limit.margin &&
      facts.amount <= limit.amount &&
      facts.days <= limit.days,
  )
  const level = within === -1 ? LIMITS.length : within
  if (level !== story.level)
    throw new Error(`${story.key} is of level ${level}, not ${story.level}: ${JSON.stringify(facts)}`)
}

function factsOf({ list, lines, customer, payment }, { products, customers }) {
  const rows = lines.map(([code, quantity, discount]) => {
    const product = products.find(each => each.code === code)
    const unit = unitPriceCents(list, code, discount)
    const listed = listPriceCents(list, code)
    const gross = unit * quantity
    const net = Math.round((gross * 100) / (100 + Number(product.tax_rate)))
    return {
      gross,
      net,
      cost: Math.round(Number(product.cost_price) * 100) * quantity,
      discount: ((listed - unit) * 100) / listed,
    }
  })
  const sum = field => rows.reduce((total, row) => total + row[field], 0)
  return {
    discount: Math.max(...rows.map(row => row.discount)),
    margin: ((sum('net') - sum('cost')) * 100) / sum('net'),
    amount: sum('gross'),
    days: Math.max(0, payment - customers.find(each => each.code === customer).payment_days),
  }
}
