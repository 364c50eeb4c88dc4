import fs from 'node:fs'

/** Resident memory of a process in MB (VmRSS); undefined where there is no /proc. */
export function residentMegabytes(pid: number): number | undefined {
  const status = read(`/proc/${pid}/status`)
  const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(status ?? '')?.[1]
  return kilobytes === undefined ? undefined : Number(kilobytes) / 1024
}

/** CPU time that a process has used so far, in ms; undefined where there is no /proc. */
export function cpuMs(pid: number): number | undefined {
  const fields = read(`/proc/${pid}/stat`)?.split(') ')[1]?.split(' ')
  // utime and stime, in ticks of 10 ms.
  return fields && (Number(fields[11]) + Number(fields[12])) * 10
}

/** The only child of a process; undefined where there is no /proc. */
export function childOf(pid: number): number | undefined {
  const children = read(`/proc/${pid}/task/${pid}/children`)?.trim().split(' ')
  return children?.[0] ? Number(children[0]) : undefined
}

function read(file: string): string | undefined {
  try {
    return fs.readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
}
