import { setTimeout as pause } from 'node:timers/promises';
import { generate } from 'otplib';

const stepSeconds = 30;
/** How long a code may be on its way before it is checked. */
const onItsWaySeconds = 8;

/**
 * An authenticator app. A code is accepted once (MFA-3), and steps next to now are accepted too: each call gives the
 * code of a later step than the call before, so that the story need not wait for half a minute. It is never of a step
 * that may be over before it is checked, or that is not accepted yet.
 */
export const authenticator = (secret: string, now: () => number) => {
  let last = 0;
  return async (): Promise<string> => {
    const earliest = Math.floor((now() / 1000 + onItsWaySeconds) / stepSeconds) - 1;
    last = Math.max(last + 1, earliest);
    while (Math.floor(now() / 1000 / stepSeconds) < last - 1) await pause(200);
    return generate({ secret, epoch: last * stepSeconds });
  };
};
