import { hourlySends, type Admit, type HourlySends } from '@lethe/service';
import type { IdentityKit } from '../identity-kit.ts';

/**
 * `account` is what live sessions ask for, `stop-link` what a mailed link does: neither uses up the other's. `registration` is
 * what one address is sent for registrations, `one-registration` what one of them sends, `network` where
 * they come from. `reset` is what one address is sent for strangers who ask for a new password, `reset-device` what an account is for
 * its known devices.
 */
type Kind =
  | 'account'
  | 'stop-link'
  | 'address'
  | 'registration'
  | 'one-registration'
  | 'network'
  | 'reset'
  | 'reset-device'
  | 'inviter'
  | 'invited';

/** ID-7: what codes and invitations to the staff are counted by. */
export const codeSends = (kit: Pick<IdentityKit, 'database' | 'sealing' | 'clock'>): HourlySends<Kind> =>
  hourlySends<Kind>(kit);

export type AdmitCode = Admit<Kind>;
