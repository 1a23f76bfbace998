import { useEffect, useSyncExternalStore } from 'react';
import { keptInTab } from '../../kept.ts';

/** What the first step gives (CAN-2): single use, bound to account and session. */
export type Grant = Readonly<{ grant: string; accountId: string; until: number }>;

/** So long it holds, by this browser's clock from when it came: the server's may be another. */
export const grantMs = 10 * 60_000;

const name = 'cancel.grant';

/** @returns undefined where nothing is kept, or what is kept is over. */
export const grantIn = (text: string | undefined, now: number): Grant | undefined => {
  try {
    const { grant, accountId, until } = JSON.parse(text ?? '{}') as Partial<Grant>;
    if (typeof grant !== 'string' || typeof accountId !== 'string' || typeof until !== 'number') return undefined;
    return now < until && until <= now + grantMs ? { grant, accountId, until } : undefined;
  } catch {
    return undefined;
  }
};

const listeners = new Set<() => void>();
let current = grantIn(keptInTab.read(name), Date.now());

const change = (next: Grant | undefined): void => {
  current = next;
  keptInTab.write(name, next === undefined ? undefined : JSON.stringify(next));
  for (const listener of listeners) listener();
};

export const keepGrant = (grant: string, accountId: string): void =>
  change({ grant, accountId, until: Date.now() + grantMs });

export const forgetGrant = (): void => change(undefined);

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** The verification of this account while it holds; it is gone from the tab when its time is over. */
export const useGrant = (accountId: string | undefined): Grant | undefined => {
  const kept = useSyncExternalStore(subscribe, () => current);
  useEffect(() => {
    if (kept === undefined) return undefined;
    const timer = setTimeout(forgetGrant, Math.max(0, kept.until - Date.now()));
    return () => clearTimeout(timer);
  }, [kept]);
  return kept?.accountId === accountId ? kept : undefined;
};
