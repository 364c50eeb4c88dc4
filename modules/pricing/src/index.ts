import { defineModule } from '@jingwei/engine/sdk'
import { allocate } from './allocate.ts'
import { discount } from './discount.ts'
import { lineAmounts } from './line-amounts.ts'
import { margin } from './margin.ts'

export default defineModule({ name: 'pricing', functions: [lineAmounts, discount, margin, allocate] })
