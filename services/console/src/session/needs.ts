import { useEffect, useSyncExternalStore } from 'react';
import { placeOfCancelled } from './cancelled.ts';

/** What a person has to do before a request can go on. */
export type Need = 'sign-in' | 'verification';

type Asked = Readonly<{ need: Need; answer: Promise<boolean>; settle: (done: boolean) => void }>;

let asked: Asked | undefined;
let signedInBefore = false;
let pagesWithoutAccount = 0;
const listeners = new Set<() => void>();

const change = (next: Asked | undefined): void => {
  asked = next;
  for (const listener of listeners) listener();
};

/** From now on a session that is over is asked for in place; before, the page sends to sign-in. */
export const noteSignedIn = (is: boolean): void => {
  signedInBefore = is;
};

/** On a page that needs no account nobody is asked to sign in; the account may be gone for good. */
export const useWithoutAccount = (): void =>
  useEffect(() => {
    pagesWithoutAccount += 1;
    return () => {
      pagesWithoutAccount -= 1;
    };
  }, []);

/** Resolves to whether it was done. Requests that come meanwhile wait for the same sheet. */
export const askAgain = (need: Need): Promise<boolean> => {
  const cancelled = need === 'sign-in' && pagesWithoutAccount === 0 ? placeOfCancelled() : undefined;
  if (cancelled !== undefined) {
    // Nobody signs in to an account that is being cancelled: the page of that says how far it is.
    location.replace(cancelled);
    return Promise.resolve(false);
  }
  if (need === 'sign-in' && (!signedInBefore || pagesWithoutAccount > 0)) return Promise.resolve(false);
  if (asked !== undefined) return asked.answer;
  const { promise, resolve } = Promise.withResolvers<boolean>();
  change({
    need,
    answer: promise,
    settle: (done) => {
      change(undefined);
      resolve(done);
    },
  });
  return promise;
};

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** What is asked for now, for the sheet that asks. */
export const useAsked = (): Asked | undefined => useSyncExternalStore(subscribe, () => asked);
