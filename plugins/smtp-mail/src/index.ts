import { definePlugin } from '@jingwei/engine/sdk'
import { createTransport } from 'nodemailer'
import { mailOf } from './mail.ts'
import { transportOptions, type MailSettings } from './transport-options.ts'

/** The notice channel `smtp-mail`: every notice is one plain-text mail. */
export default definePlugin(({ settings, secrets, log }) => {
  const mail = settings as unknown as MailSettings
  const transport = createTransport(transportOptions(mail, secrets['SMTP_PASSWORD']))
  return {
    noticeChannels: [
      {
        name: 'smtp-mail',
        async send(notice) {
          if (notice.to.email === null)
            return log.debug({ key: notice.idempotencyKey }, 'no mail sent, its receiver has no address')
          await transport.sendMail(mailOf(notice, notice.to.email, mail.from))
        },
      },
    ],
    async stop() {
      transport.close()
    },
  }
})
