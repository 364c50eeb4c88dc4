import { roundHalfUp, type Decimal } from '@jingwei/engine/sdk'

/** An amount of money: half-up to the cent. */
export const toMoney = (value: Decimal): string => roundHalfUp(value, 2)

/** A percentage: half-up to four decimals. */
export const toPercent = (value: Decimal): string => roundHalfUp(value, 4)
