import type { AddressInfo } from 'node:net'
import net from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createLog } from '@/server/log'
import { createMail } from '@/server/mail'
import { openStage, type Stage } from './stage'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage.close())

/** The least of a mail server: takes one letter at a time and keeps it. */
function smtp() {
  const letters: string[] = []
  const server = net.createServer(socket => {
    let data: string | null = null
    socket.write('220 here\r\n')
    socket.on('data', chunk => {
      const text = String(chunk)
      if (data !== null) {
        data += text
        if (!data.endsWith('\r\n.\r\n')) return
        letters.push(data)
        data = null
        socket.write('250 kept\r\n')
      } else if (/^DATA/i.test(text)) {
        data = ''
        socket.write('354 go on\r\n')
      } else if (/^QUIT/i.test(text)) socket.end('221 bye\r\n')
      else socket.write('250 fine\r\n')
    })
    socket.on('error', () => {})
  })
  return new Promise<{ port: number; letters: string[]; close: () => void }>(resolve => {
    server.listen(0, '127.0.0.1', () => {
      resolve({ port: (server.address() as AddressInfo).port, letters, close: () => server.close() })
    })
  })
}

function kept() {
  const lines: string[] = []
  return {
    lines,
    log: createLog(
      'web',
      { LOG_LEVEL: 'debug', LOG_FORMAT: 'json' },
      { write: line => void lines.push(line) },
    ),
  }
}

const letter = {
  to: 'ann@example.com',
  subject: 'Hello',
  text: ['Dear Ann,', 'https://desk.example.com/reset?token=abc'],
}

test('a letter reaches the mail server, and its link not the log', async () => {
  const server = await smtp()
  const { lines, log } = kept()
  const mail = createMail({
    smtpUrl: `smtp://127.0.0.1:${server.port}?ignoreTLS=true`,
    from: 'Sluice <no-reply@example.com>',
    log,
    printUnsent: false,
  })
  await mail.send(letter)
  expect(server.letters[0]).toContain('To: ann@example.com')
  expect(server.letters[0]).toContain('From: Sluice <no-reply@example.com>')
  expect(server.letters[0]).toContain('Subject: Hello')
  expect(lines.join()).not.toContain('abc')
  server.close()
})

test('an address can not smuggle in another header', async () => {
  const server = await smtp()
  const { log } = kept()
  const mail = createMail({
    smtpUrl: `smtp://127.0.0.1:${server.port}?ignoreTLS=true`,
    from: 'a@example.com',
    log,
    printUnsent: false,
  })
  await mail.send({ ...letter, subject: 'Hi\r\nBcc: eve@example.com' })
  expect(server.letters[0]).not.toMatch(/^Bcc:/m)
  server.close()
})

test('without a mail server production neither sends nor tells the link', async () => {
  const { lines, log } = kept()
  const mail = createMail({ smtpUrl: null, from: 'a@example.com', log, printUnsent: false })
  expect(mail.isConfigured).toBe(false)
  await mail.send(letter)
  expect(lines.join()).toContain('SMTP_URL')
  expect(lines.join()).not.toContain('abc')
})

test('an invitation stands though the mail server is down, and its link is shown', async () => {
  const down = await openStage({
    mail: {
      isConfigured: true,
      send: async () => {
        throw new Error('connection refused')
      },
    },
  })
  const ann = await down.owner()
  const invitation = await ann.api.members.invite.mutate({
    workspaceId: ann.workspaceId,
    email: 'bob@example.com',
  })
  expect(invitation.mailed).toBe(false)
  const { invitations } = await ann.api.members.list.query({ workspaceId: ann.workspaceId })
  expect(invitations[0]?.link).toBe(invitation.link)
  await down.live.close()
  down.server.closeAllConnections()
  down.server.close()
})
