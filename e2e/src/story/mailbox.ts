import { setTimeout as pause } from 'node:timers/promises';
import type { Browser } from './browser.ts';
import { expectStatus } from './browser.ts';

export type Mail = Readonly<{ to: string; subject: string; text: string; sentAt: string }>;

export const mailsTo = async (browser: Browser, address: string): Promise<readonly Mail[]> => {
  const answer = await browser.get<{ mails: readonly Mail[] }>(`/dev/mailbox?address=${encodeURIComponent(address)}`);
  return expectStatus(answer, 200).mails;
};

/** Counts the mails that are there, and waits for one of those that come later: the first group of what it holds. */
export const nextMail = async (browser: Browser, address: string): Promise<(wanted: RegExp) => Promise<string>> => {
  const before = (await mailsTo(browser, address)).length;
  return async (wanted) => {
    for (let tries = 0; tries < 300; tries += 1) {
      for (const { text } of (await mailsTo(browser, address)).slice(before)) {
        const found = wanted.exec(text)?.[1];
        if (found !== undefined) return found;
      }
      await pause(50);
    }
    throw new Error(`No mail with ${String(wanted)} came within 15 s.`);
  };
};

export const mailCode = /\b(\d{6})\b/;
