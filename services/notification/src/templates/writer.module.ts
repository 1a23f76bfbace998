import { brandOf } from '@lethe/service';
import type { NotificationSettings } from '../notification.config.ts';
import { ownTemplates } from './own-templates.module.ts';
import { writerOf, type Writer } from './render.ts';

/** Most mail programs show no SVG: with one, mails carry the name. */
const shownInMails: ReadonlySet<string> = new Set(['image/png', 'image/jpeg', 'image/gif']);

export type Logo = Readonly<{ contentType: string; bytes: Buffer }>;

/** @throws where the brand or a mail of the operator's own cannot be shown, so that the service does not start. */
export const writerWith = (settings: NotificationSettings): Readonly<{ write: Writer; logo: Logo | undefined }> => {
  const { logo, ...brand } = brandOf(settings);
  const attached = logo !== undefined && shownInMails.has(logo.contentType) ? logo : undefined;
  const house = { ...brand, hasLogo: attached !== undefined, publicUrl: settings.LETHE_PUBLIC_URL };
  return { write: writerOf(house, ownTemplates(settings.LETHE_MAIL_TEMPLATES)), logo: attached };
};
