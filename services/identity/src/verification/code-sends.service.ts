import { hourlySends, type HourlySends } from '@lethe/service';
import type { IdentityKit } from '../identity-kit.ts';

/** `registration` is what one address is sent for registrations, `one-registration` what one of them sends. */
type Kind = 'account' | 'address' | 'registration' | 'one-registration' | 'inviter' | 'invited';

/** ID-7: what codes and invitations to the staff are counted by. */
export const codeSends = (kit: Pick<IdentityKit, 'database' | 'sealing' | 'clock'>): HourlySends<Kind> =>
  hourlySends<Kind>(kit);
