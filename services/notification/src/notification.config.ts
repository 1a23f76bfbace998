import * as z from 'zod';

export const notificationSettings = z.object({
  /** Where mail goes: `smtp` where LETHE_SMTP_URL is set, else `mailbox`, which production refuses. */
  LETHE_MAIL: z.enum(['smtp', 'mailbox']).optional(),
  /** With user and password where the server wants them; `?requireTLS=true` refuses a server without STARTTLS. */
  LETHE_SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  /** The sender, for example `Lethe <no-reply@lethe.example>`. */
  LETHE_MAIL_FROM: z.string().regex(/@/).optional(),
});
export type NotificationSettings = z.infer<typeof notificationSettings>;
