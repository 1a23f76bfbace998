import { setTimeout as pause } from 'node:timers/promises';
import type { Browser } from './browser.ts';
import { expectStatus } from './browser.ts';

export type Mail = Readonly<{ to: string; subject: string; text: string; sentAt: string }>;

const mailsTo = async (browser: Browser, address: string): Promise<readonly Mail[]> => {
  const answer = await browser.get<{ mails: readonly Mail[] }>(`/dev/mailbox?address=${encodeURIComponent(address)}`);
  return expectStatus(answer, 200).mails;
};

/** Waits for the newest mail to an address whose text holds what is looked for, and gives the first group of it. */
export const fromMail = async (browser: Browser, address: string, wanted: RegExp, after = ''): Promise<string> => {
  for (let tries = 0; tries < 300; tries += 1) {
    const mails = (await mailsTo(browser, address)).filter(({ sentAt }) => sentAt > after);
    for (const { text } of mails.toReversed()) {
      const found = wanted.exec(text)?.[1];
      if (found !== undefined) return found;
    }
    await pause(100);
  }
  throw new Error(`No mail with ${String(wanted)} came within 30 s.`);
};

export const mailCode = /\b(\d{6})\b/;
