// `npm run bench -- definitions [rounds] [publications]`: checking 1,000 definitions from their files, and again after one
// change of 300; publishing one change after the other while people work.
import { median, report, significant } from '../support/measure.ts'
import { checkSeconds, incrementalMilliseconds } from './check.ts'
import { publishWhileServing } from './publish.ts'

const ROUNDS = Number(process.argv[2] ?? 5)
const PUBLICATIONS = Number(process.argv[3] ?? 14)
const rows: { what: string; milliseconds: number }[] = []
const note = (what: string, milliseconds: number) => rows.push({ what, milliseconds: significant(milliseconds) })

for (let round = 0; round < ROUNDS; round++) {
  note('check 1,000 definitions', (await checkSeconds(1000)) * 1000)
  for (const [what, milliseconds] of Object.entries(await incrementalMilliseconds(300))) note(`change: ${what}`, milliseconds)
}

const publishing = await publishWhileServing(PUBLICATIONS)
const seconds = publishing.publications.map(publication => publication.seconds)

const medians = [...Map.groupBy(rows, row => row.what)].map(([what, all]) => ({
  what,
  milliseconds: median(all.map(row => row.milliseconds)),
}))
const [full, ...edits] = medians.map(row => row.milliseconds)
report([...medians, { what: 'publish one change, while people work', milliseconds: significant(median(seconds) * 1000) }], {
  check1000Seconds: significant(full! / 1000),
  // The edit that costs most: nobody waits for a median.
  incrementalCheckMs: Math.max(...edits),
  publishSeconds: significant(median(seconds)),
  failedRequestsWhilePublishing: publishing.failedRequests,
})
