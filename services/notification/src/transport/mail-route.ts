export type MailSettings = Readonly<{
  LETHE_MODE: 'development' | 'test' | 'production';
  LETHE_MAIL?: 'smtp' | 'mailbox' | undefined;
  LETHE_SMTP_URL?: string | undefined;
  LETHE_MAIL_FROM?: string | undefined;
}>;

export type MailRoute = Readonly<{ by: 'smtp'; url: string; from: string }> | Readonly<{ by: 'mailbox' }>;

/**
 * By SMTP where a server is named, else into the mailbox, which is no way to send mail in production.
 * @throws Error that names what is missing.
 */
export const mailRouteOf = (settings: MailSettings): MailRoute => {
  const { LETHE_MODE: mode, LETHE_SMTP_URL: url, LETHE_MAIL_FROM: from } = settings;
  const by = settings.LETHE_MAIL ?? (url === undefined && mode !== 'production' ? 'mailbox' : 'smtp');
  if (by === 'smtp') {
    if (url !== undefined && from !== undefined) return { by, url, from };
    throw new Error('Mail goes nowhere: set LETHE_SMTP_URL and LETHE_MAIL_FROM.');
  }
  if (mode === 'production') throw new Error('LETHE_MAIL=mailbox sends nothing: in production set LETHE_SMTP_URL.');
  return { by };
};
