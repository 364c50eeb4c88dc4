/** Check characters of the codes in the demo data: GS1 (GTIN), GB 11714 (organisation code), GB 32100 (credit code). */

/** GTIN-14 of 13 digits: weights 3,1 from the left, modulo 10 (GS1 General Specifications 7.9). */
export function gtin14(thirteenDigits) {
  const sum = [...thirteenDigits].reduce((total, digit, i) => total + Number(digit) * (i % 2 === 0 ? 3 : 1), 0)
  return thirteenDigits + String((10 - (sum % 10)) % 10)
}

const CREDIT_CHARACTERS = '0123456789ABCDEFGHJKLMNPQRTUWXY'

/** Unified social credit code: 2 characters for the kind, 6 digits for the region, 8 characters of the organisation. */
export function creditCode(kind, region, organisation) {
  const body = `${kind}${region}${organisation}${organisationCheck(organisation)}`
  const sum = [...body].reduce((total, c, i) => total + CREDIT_CHARACTERS.indexOf(c) * (3 ** i % 31), 0)
  return body + CREDIT_CHARACTERS[(31 - (sum % 31)) % 31]
}

const ORGANISATION_WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2]

function organisationCheck(organisation) {
  const sum = [...organisation].reduce((total, c, i) => total + parseInt(c, 36) * ORGANISATION_WEIGHTS[i], 0)
  const check = 11 - (sum % 11)
  return check === 10 ? 'X' : check === 11 ? '0' : String(check)
}
