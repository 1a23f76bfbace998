import { expect } from '@jest/globals';
import type { Locator } from 'playwright-core';
import { eventually } from '../../../../libs/testing/src/eventually.ts';

/** Waits until this has the focus, 5 s at most: what a key pressed now would reach. */
export const waitForFocus = (what: Locator): Promise<void> =>
  eventually(async () => expect(await what.evaluate((one) => one === document.activeElement)).toBe(true));
