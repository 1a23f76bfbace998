import bowser from 'bowser';
import type { ReactNode } from 'react';
import { useTexts } from '../../../texts/use-texts.tsx';
import { securityTexts } from '../texts.ts';

/** Enough of what a program calls itself where we do not know it. */
const most = 80;

/** "Chrome on Windows"; what the program calls itself where nobody knows it. */
export const Device = ({ userAgent }: Readonly<{ userAgent: string }>): ReactNode => {
  const texts = useTexts(securityTexts);
  const { browser, os } = bowser.parse(userAgent);
  if (browser.name === undefined || browser.name === '') return <bdi>{userAgent.slice(0, most)}</bdi>;
  return os.name === undefined || os.name === '' ? browser.name : texts.browserOn(browser.name, os.name);
};
