// Writes definitions/medical-device/demo-data: `node scripts/make-demo-data.mjs`. Same output every time; commit it.
import { mkdirSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { priceLists, products, registrations } from './demo-data/catalogue.mjs'
import { steps } from './demo-data/contracts.mjs'
import { licenses } from './demo-data/licenses.mjs'
import { accounts, orgUnits, people, positions } from './demo-data/organisation.mjs'
import { customers, legalEntities } from './demo-data/parties.mjs'
import { seededRandom } from './demo-data/random.mjs'

const SEED = 20_260_310
const FOLDER = fileURLToPath(new URL('../definitions/medical-device/demo-data/', import.meta.url))

/** Text by file name. */
export function demoFiles() {
  const random = seededRandom(SEED)
  const catalogue = { products: products(), customers: customers(random) }
  const entities = {
    position: positions(),
    org_unit: orgUnits(),
    person: people(),
    legal_entity: legalEntities(),
    customer: catalogue.customers,
    license: licenses(random),
    registration: registrations(),
    product: catalogue.products,
    price_list: priceLists(),
  }
  return {
    'manifest.json': json({ password: 'jingwei-demo', entities: Object.keys(entities) }),
    'accounts.json': lines(accounts()),
    'steps.json': lines(steps(catalogue)),
    ...Object.fromEntries(
      Object.entries(entities).map(([entity, rows]) => [
        `${entity}.jsonl`,
        rows.map(row => `${JSON.stringify(row)}\n`).join(''),
      ]),
    ),
  }
}

const json = value => `${JSON.stringify(value, null, 2)}\n`

/** A JSON array with one item a line. */
const lines = items => `[\n${items.map(item => `  ${JSON.stringify(item)}`).join(',\n')}\n]\n`

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  mkdirSync(FOLDER, { recursive: true })
  for (const [name, text] of Object.entries(demoFiles())) writeFileSync(FOLDER + name, text)
}
