import type { CancellationKit } from '../cancellation-kit.ts';

type Linking = Pick<CancellationKit, 'sealing' | 'settings'>;

/** The token of the link, made again whenever it is needed and stored nowhere (CAN-6, CAN-11). */
export const statusTokenOf = ({ sealing }: Pick<Linking, 'sealing'>, cancellationId: string): string =>
  sealing.mac('cancellation-link', cancellationId);

/** In the mail of a hold-back alone: whoever confirmed it in a session that is not theirs has only the other one (CAN-7a). */
export const stopTokenOf = ({ sealing }: Pick<Linking, 'sealing'>, cancellationId: string): string =>
  sealing.mac('cancellation-stop', cancellationId);

/** In the fragment, which browsers send to nobody; its page exchanges it by POST. */
export const statusLinkOf = (kit: Linking, cancellationId: string): string => {
  const origin = kit.settings.LETHE_PUBLIC_URL.replace(/\/$/, '');
  return `${origin}/cancellation#${cancellationId}.${statusTokenOf(kit, cancellationId)}`;
};

/** The same page, with what it takes to ask for a code that stops it. */
export const stopLinkOf = (kit: Linking, cancellationId: string): string =>
  `${statusLinkOf(kit, cancellationId)}.${stopTokenOf(kit, cancellationId)}`;
