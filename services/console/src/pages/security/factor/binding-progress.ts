import { keptInTab } from '../../../kept.ts';
import { serverNow } from '../../../time/server-time.ts';

/** When the mailed code ends, and from when the next can be sent. */
export type Sent = Readonly<{ expiresAt?: string; resendAt: string | undefined }>;

type Progress = Readonly<{
  sent?: Sent;
  /** The key was shown: it is worthless once the page forgets it. */
  wasShown?: boolean;
}>;

const name = 'binding';

/** How far somebody was before the page was loaded again: no code and no key, only where one is. */
export const progressBefore = (): Progress => {
  try {
    const { sent, wasShown } = JSON.parse(keptInTab.read(name) ?? '{}') as Progress;
    const isLive = sent?.expiresAt !== undefined && Date.parse(sent.expiresAt) > serverNow();
    return { ...(isLive ? { sent } : {}), ...(wasShown === true ? { wasShown } : {}) };
  } catch {
    return {};
  }
};

export const noteProgress = (progress: Progress | undefined): void =>
  keptInTab.write(name, progress === undefined ? undefined : JSON.stringify(progress));

const shown = 'recovery-codes-shown';

/** Recovery codes were shown, and nobody has said yet that they are kept. */
export const unkeptCodes = {
  are: (): boolean => keptInTab.read(shown) !== undefined,
  note: (are: boolean): void => keptInTab.write(shown, are ? '1' : undefined),
};
