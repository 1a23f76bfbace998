import type { OutputOf, ReadCancellationStatus } from '@lethe/contracts';
import type { Attempt } from '../attempts/attempts.ts';

type Status = Omit<OutputOf<typeof ReadCancellationStatus>, 'closures'>;

/** States and dates only: not whose, not who stopped it, not who has cleared what. */
export const statusOf = ({ state, moments, certificate }: Attempt): Status => ({ state, ...moments, certificate });
