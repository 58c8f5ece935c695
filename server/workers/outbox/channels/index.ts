import type { Mail } from '../../../mail'
import type { Channel } from './define'
import { logChannel } from './log'
import { mailChannel } from './mail'
import { type WebhookOptions, webhookChannel } from './webhook'

export interface ChannelServices {
  readonly mail: Mail
  readonly say: (line: { key: string; message: string }) => void
  readonly webhook: WebhookOptions
}

/** Every way out, by id. */
export const channels = (services: ChannelServices): readonly Channel[] => [
  logChannel(services.say),
  mailChannel(services.mail),
  webhookChannel(services.webhook),
]
