import { useEffect } from 'react';
import { keptInTab } from '../kept.ts';
import { paths } from '../paths.ts';

/** A confirmation that was sent: its grant gets the same answer for 24 hours, also after the session died (CAN-6). */
export type Confirmation = Readonly<{
  accountId: string;
  grant: string;
  agreements: { id: string; version: string; digest: string }[];
}>;

type Cancelled = Readonly<{ accountId: string; link: string }>;

const names = { sent: 'cancellation.sent', link: 'cancellation.link' } as const;
const channel = 'lethe.cancelled';

const read = <Value>(name: string): Value | undefined => {
  try {
    return JSON.parse(keptInTab.read(name) ?? 'null') ?? undefined;
  } catch {
    return undefined;
  }
};

/** Kept from the moment it is sent until its answer is here: a lost answer is asked for again. */
export const confirmationSent = {
  read: (): Confirmation | undefined => read<Confirmation>(names.sent),
  keep: (sent: Confirmation): void => keptInTab.write(names.sent, JSON.stringify(sent)),
  forget: (): void => keptInTab.write(names.sent, undefined),
};

/** The page that shows how far it is: its secret stands in the fragment, which browsers send to nobody. */
export const statusPlace = (cancellationId: string, statusToken: string): string =>
  `${paths.cancellation}#${cancellationId}.${statusToken}`;

const keep = (cancelled: Cancelled): void => keptInTab.write(names.link, JSON.stringify(cancelled));

/** The account is being cancelled: this tab keeps the link, and every other tab of the browser goes there too. */
export const noteCancelled = (cancelled: Cancelled): void => {
  keep(cancelled);
  confirmationSent.forget();
  const others = new BroadcastChannel(channel);
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel has one origin: ours
  others.postMessage(cancelled);
  others.close();
};

/** It did not happen, or somebody else is signed in by now: a session that is over is only that again. */
export const forgetCancelled = (): void => {
  keptInTab.write(names.link, undefined);
  confirmationSent.forget();
};

/** Where whoever has no session belongs in this tab, if not to sign-in. */
export const placeOfCancelled = (): string | undefined =>
  read<Cancelled>(names.link)?.link ?? (confirmationSent.read() === undefined ? undefined : paths.cancellation);

/** In every tab: whose account is cancelled in another tab sees the page of it, not a dead session. */
export const useCancelledElsewhere = (accountId: string | undefined): void =>
  useEffect(() => {
    if (accountId === undefined) return undefined;
    const before = read<Cancelled>(names.link)?.accountId ?? confirmationSent.read()?.accountId;
    if (before !== undefined && before !== accountId) forgetCancelled();
    const others = new BroadcastChannel(channel);
    others.addEventListener('message', ({ data }: MessageEvent<Cancelled>) => {
      if (data.accountId !== accountId) return;
      keep(data);
      location.replace(data.link);
    });
    return () => others.close();
  }, [accountId]);
