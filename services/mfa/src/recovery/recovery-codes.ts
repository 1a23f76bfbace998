import type { Sealing } from '@lethe/sealing';
import { recoveryCodeCount, recoveryCodeOf } from './recovery-code.ts';

/** The same for the same command, so that they are shown again to whoever lost the answer. They are stored nowhere. */
export const recoveryCodesOf = (sealing: Sealing, commandId: string): readonly string[] =>
  Array.from({ length: recoveryCodeCount }, (_, index) =>
    recoveryCodeOf(sealing.mac('recovery-code/made', `${commandId}/${index}`)),
  );

/** All that is stored of a recovery code. */
export const recoveryHashOf =
  (sealing: Sealing, accountId: string) =>
  (normalised: string): string =>
    sealing.mac('recovery-code', `${accountId}/${normalised}`);
