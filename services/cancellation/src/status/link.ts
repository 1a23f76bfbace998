import type { CancellationKit } from '../cancellation-kit.ts';

type Linking = Pick<CancellationKit, 'sealing' | 'settings'>;

/** The token of the link, made again whenever it is needed and stored nowhere (CAN-6, CAN-11). */
export const statusTokenOf = ({ sealing }: Pick<Linking, 'sealing'>, cancellationId: string): string =>
  sealing.blindIndex('cancellation-link', cancellationId);

/** In the fragment, which browsers send to nobody; its page exchanges it by POST. */
export const statusLinkOf = (kit: Linking, cancellationId: string): string => {
  const origin = kit.settings.LETHE_PUBLIC_URL.replace(/\/$/, '');
  return `${origin}/cancellation#${cancellationId}.${statusTokenOf(kit, cancellationId)}`;
};
