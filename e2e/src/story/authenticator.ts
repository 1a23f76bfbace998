import { generate } from 'otplib';

const stepSeconds = 30;

/**
 * An authenticator app. A code is accepted once (MFA-3), and steps next to now are accepted too: each call gives the
 * code of a later step than the call before, so that the story need not wait for half a minute.
 */
export const authenticator = (secret: string, now: () => number) => {
  let last = 0;
  return async (): Promise<string> => {
    const current = Math.floor(now() / 1000 / stepSeconds);
    last = Math.max(last + 1, current - 1);
    return generate({ secret, epoch: last * stepSeconds });
  };
};
