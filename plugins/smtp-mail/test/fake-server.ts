import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'

/** A mail as it came over the wire. */
export interface ReceivedMail {
  to: string[]
  raw: string
}

/** What the fake mail server does with the next mails: `451` refuses one for now, a number of times. */
export interface FakeServer {
  port: number
  mails: ReceivedMail[]
  /** Refuses the next `count` mails with 451 (try again later). */
  refuseNext(count: number): void
  /** Takes the next mail, then drops the connection before it answers. */
  loseNextAnswer(): void
  stop(): Promise<void>
}

/** A real SMTP server on a free port of loopback. With `user` it wants to be signed in; without TLS unless `tls`. */
export async function fakeServer(
  options: { user?: string; password?: string; tls?: boolean } = {},
): Promise<FakeServer> {
  const mails: ReceivedMail[] = []
  let refusals = 0
  let losesAnswer = false
  const server = new SMTPServer({
    authOptional: options.user === undefined,
    allowInsecureAuth: true,
    disabledCommands: options.tls ? [] : ['STARTTLS'],
    disableReverseLookup: true,
    onAuth: ({ username, password }, _session, answer) =>
      username === options.user && password === options.password
        ? answer(null, { user: username })
        : answer(new Error('wrong password')),
    onData(stream, session, answer) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        if (refusals > 0) {
          refusals--
          return answer(Object.assign(new Error('mailbox busy, try again later'), { responseCode: 451 }))
        }
        mails.push({ to: session.envelope.rcptTo.map(to => to.address), raw: Buffer.concat(chunks).toString('utf8') })
        if (!losesAnswer) return answer(null)
        losesAnswer = false
        for (const connection of server.connections as Set<{ close(): void }>) connection.close()
      })
    },
  })
  await new Promise<void>(resolve => void server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.server.address() as AddressInfo).port,
    mails,
    refuseNext: count => void (refusals = count),
    loseNextAnswer: () => void (losesAnswer = true),
    stop: () => new Promise(resolve => server.close(resolve)),
  }
}
