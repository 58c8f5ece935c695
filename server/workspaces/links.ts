// Addresses that leave the house in mails; the pages behind them are in app/.

export const resetLink = (publicUrl: string, token: string): string =>
  `${publicUrl}/reset?token=${encodeURIComponent(token)}`

export const invitationLink = (publicUrl: string, invitationId: string): string =>
  `${publicUrl}/invite/${encodeURIComponent(invitationId)}`
