import type { OutputOf, SignIn } from '@lethe/contracts';
import type { Refusal } from '@lethe/deciding';
import { devices, type DevicesKit } from './known-devices.service.ts';

/** A browser is known once somebody is wholly in, with the second factor where there is one: the password alone is not enough. */
export const keepingDevice = async <Answer extends OutputOf<typeof SignIn> | Refusal>(
  kit: DevicesKit,
  answer: Answer,
  how: Readonly<{ commandId: string; token: string | undefined }>,
): Promise<Answer> => {
  if (!('accountId' in answer) || answer.accountId === undefined) return answer;
  return { ...answer, device: await devices(kit).remember({ accountId: answer.accountId, ...how }) };
};
