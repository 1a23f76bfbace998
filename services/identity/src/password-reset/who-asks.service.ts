import { normalisedEmail, RecogniseDevice, type InputOf, type ResetPassword } from '@lethe/contracts';
import type { Command } from '@lethe/journal';
import { signingIn, type Asker } from '../credential/asker.ts';
import type { IdentityKit } from '../identity-kit.ts';

type From = Pick<InputOf<typeof ResetPassword>, 'email' | 'network' | 'deviceToken'>;

/** Nobody's id: what is read and asserted for an address without an account, so that it costs the same (ID-2). */
export const nobody = '00000000-0000-0000-0000-000000000000';

/** Who has the address, and whether whoever asks is known to them (ID-2a). The same work for every address. */
export const whoAsks = async (
  { calls, journal }: Pick<IdentityKit, 'calls' | 'journal'>,
  { email, network, deviceToken }: From,
  { correlationId }: Command,
): Promise<Readonly<{ holder: string; asker: Asker }>> => {
  const address = normalisedEmail(email);
  const { device } =
    deviceToken === undefined ? { device: null } : await calls.ask(RecogniseDevice, { deviceToken }, { correlationId });
  const [holder = nobody] = await journal.lookUp('email', address);
  const from = { ...(network === undefined ? {} : { network }), ...(device === null ? {} : { device }) };
  return { holder, asker: signingIn(from, address, holder) };
};
