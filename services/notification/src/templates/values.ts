import type { Language, staffRoles, withdrawals, workspaceRoles } from '@lethe/contracts';
import * as z from 'zod';

/** Who reads a mail: their language, and the zone their times are in. */
export type Reader = Readonly<{ language: Language; timeZone: string | null }>;

type Known = Readonly<{ language?: Language | undefined; timeZone?: string | null | undefined }>;

/** What is known of a reader; English and UTC where nothing is. */
export const readerOf = ({ language = 'en', timeZone = null }: Known): Reader => ({ language, timeZone });

const longest = 8192;
const unseen =
  /[\p{Cc}\p{Cs}\u061c\u200b\u200e\u200f\u202a-\u202e\u2028\u2029\u2060\u2066-\u2069\ufeff\u{e0000}-\u{e007f}]+/gu;

/** One line, whatever a person wrote: no line breaks, nothing that turns the direction of what follows (I3). */
export const clean = (value: string): string =>
  value.replaceAll(unseen, ' ').replaceAll(/\s+/gu, ' ').trim().slice(0, longest);

const locales: Readonly<Record<Language, string>> = { en: 'en-GB', zh: 'zh-CN' };

/** In the reader's zone, which is named: `24 November 2026, 09:10 (Central European Standard Time)`. */
export const readable = (instant: string, { language, timeZone }: Reader): string => {
  const zone = timeZone ?? 'UTC';
  const at = new Date(instant);
  const part = (how: Intl.DateTimeFormatOptions): string =>
    new Intl.DateTimeFormat(locales[language], { ...how, timeZone: zone }).format(at);
  const date = part({ day: 'numeric', month: 'long', year: 'numeric' });
  const time = part({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  const named = zoneName(at, zone, locales[language]);
  return language === 'zh' ? `${date} ${time}（${named}）` : `${date}, ${time} (${named})`;
};

const zoneName = (at: Date, timeZone: string, locale: string): string => {
  if (/^(Etc\/)?(UTC|UCT|Universal|Zulu)$/.test(timeZone)) return 'UTC';
  const parts = new Intl.DateTimeFormat(locale, { timeZone, timeZoneName: 'long' }).formatToParts(at);
  return parts.find(({ type }) => type === 'timeZoneName')?.value ?? timeZone;
};

type Role = (typeof workspaceRoles | typeof staffRoles)[number];
type Reason = (typeof withdrawals)[number] | 'submitter' | 'staff' | 'no-answer' | 'submitter-cancelled';
type Words<Code extends string> = Readonly<Record<Language, Readonly<Record<Code, string>>>>;

const roles: Words<Role> = {
  en: {
    owner: 'owner',
    administrator: 'administrator',
    member: 'member',
    'read-only': 'read-only',
    support: 'support',
    auditor: 'auditor',
  },
  zh: {
    owner: '拥有者',
    administrator: '管理员',
    member: '成员',
    'read-only': '只读',
    support: '客服',
    auditor: '审计员',
  },
};

const reasons: Words<Reason> = {
  en: {
    'owner-of-workspaces':
      'You became the owner of a workspace meanwhile. Hand it over or close it, then you can cancel again.',
    objection: 'A service that works for your account has a reason against it. Ask again, and the page names it.',
    'lock-refused': 'The account could not be locked, for example because it is the last administrator.',
    'stopped-by-staff': 'Our staff stopped it.',
    'stopped-by-person': 'You stopped it by the link that we mailed you.',
    submitter: 'You closed it.',
    staff: 'Support closed it.',
    'no-answer': 'It was closed because 7 days passed without an answer from you.',
    'submitter-cancelled': 'It was closed because the account is cancelled.',
  },
  zh: {
    'owner-of-workspaces': '在此期间您成为了某个工作空间的拥有者。移交或关闭该工作空间后，可以再次注销。',
    objection: '为您的账号提供服务的一方有理由反对。再次申请时，页面会写明原因。',
    'lock-refused': '账号无法锁定，例如因为它是最后一位管理员。',
    'stopped-by-staff': '我们的工作人员中止了注销。',
    'stopped-by-person': '您通过我们寄给您的链接停止了注销。',
    submitter: '由您关闭。',
    staff: '由客服关闭。',
    'no-answer': '因 7 天内没有收到您的回复而关闭。',
    'submitter-cancelled': '因账号已注销而关闭。',
  },
};

/** A code as words. An unknown role is shown as it is, of an unknown reason nothing is said. */
export const roleIn = (language: Language, role: string): string =>
  role in roles.en ? roles[language][role as Role] : role;
export const reasonIn = (language: Language, because: string): string =>
  because in reasons.en ? reasons[language][because as Reason] : '';

const isInstant = (value: string): boolean => z.iso.datetime().safeParse(value).success;

/** A parameter as its reader sees it. */
export const shown = (name: string, value: string, reader: Reader): string => {
  if (name.endsWith('At') && isInstant(value)) return readable(value, reader);
  if (name === 'role') return clean(roleIn(reader.language, value));
  return name === 'because' ? reasonIn(reader.language, value) : clean(value);
};
