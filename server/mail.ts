// Mail by SMTP, or none: then a letter is printed to the log in development and refused in production.
import nodemailer from 'nodemailer'
import type { Logger } from 'pino'

export type Letter = {
  readonly to: string
  readonly subject: string
  /** One paragraph an entry. */
  readonly text: readonly string[]
}

export type Mail = {
  readonly isConfigured: boolean
  readonly send: (letter: Letter) => Promise<void>
}

export type MailSettings = {
  /** `smtp://user:password@host:port`; null when there is no mail server. */
  readonly smtpUrl: string | null
  readonly from: string
  readonly log: Logger
  /** Prints letters that can't be sent. Links in them open accounts, so production never does. */
  readonly printUnsent: boolean
}

export function createMail({ smtpUrl, from, log, printUnsent }: MailSettings): Mail {
  if (smtpUrl === null)
    return { isConfigured: false, send: async letter => announce(letter, log, printUnsent) }
  const transport = nodemailer.createTransport(smtpUrl, { from })
  return {
    isConfigured: true,
    send: async ({ to, subject, text }) => {
      try {
        await transport.sendMail({ to: { name: '', address: to }, subject, text: text.join('\n\n') })
      } catch (error) {
        log.error({ err: error, subject }, 'the mail server did not take a mail')
        throw error
      }
      log.info({ subject }, 'mail handed to the mail server')
    },
  }
}

function announce({ to, subject, text }: Letter, log: Logger, print: boolean): void {
  // Written as plain text, past redaction: showing the link is the point.
  if (print)
    process.stdout.write(
      `\n  No mail server is set (SMTP_URL). This would have gone to ${to}:\n  ${subject}\n  ${text.join('\n  ')}\n\n`,
    )
  else log.warn({ subject }, 'no mail server is set (SMTP_URL): a letter was not sent')
}
