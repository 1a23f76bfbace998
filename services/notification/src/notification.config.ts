import { brandSettings } from '@lethe/service';
import * as z from 'zod';

export const notificationSettings = z.object({
  /** Where mail goes: `smtp` where LETHE_SMTP_URL is set, else `mailbox`, which production refuses. */
  LETHE_MAIL: z.enum(['smtp', 'mailbox']).optional(),
  /** With user and password where the server wants them; `?requireTLS=true` refuses a server without STARTTLS. */
  LETHE_SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  /** The sender, for example `Lethe <no-reply@lethe.example>`. */
  LETHE_MAIL_FROM: z.string().regex(/@/).optional(),
  /** Where links in mails begin that are not in the call. */
  LETHE_PUBLIC_URL: z.url({ protocol: /^https?$/ }).default('http://127.0.0.1:4400'),
  /** A folder with mails of the operator's own, see docs/mails.md. */
  LETHE_MAIL_TEMPLATES: z.string().min(1).optional(),
  ...brandSettings,
});
export type NotificationSettings = z.infer<typeof notificationSettings>;
