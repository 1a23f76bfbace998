import { noDetails, unmetNeeds, type Call, type Needs } from '@lethe/contracts';
import * as z from 'zod';
import { NotProven, type Keyring } from '../proof/keyring.ts';
import { proofSeconds } from '../proof/proof.ts';
import { thisAnswer } from '../proof/request-digest.ts';
import { wireFault, type WireAnswer } from './call-answer.ts';
import { calledService } from './called-service.ts';

/** The answer with a proof that this service gave it, to this request. */
export const proven = async (keyring: Keyring, request: string, answer: WireAnswer): Promise<WireAnswer> => {
  const audience = thisAnswer(request, answer);
  return { ...answer, proof: await keyring.sign({}, { typ: 'answer+jwt', audience, seconds: proofSeconds }) };
};

const withProof = z.looseObject({ proof: z.string() });

/** What the guard says before anything is done: nothing follows from it but asking again, so nobody has to prove it. */
const isNotDone = ({ needs = {} }: Call, raw: unknown): boolean => {
  if (wireFault.safeParse(raw).success) return true;
  const unmet = z.strictObject({ refused: z.enum(unmetNeeds), details: noDetails }).safeParse(raw);
  return unmet.success && Object.keys(needs).some((need) => unmetNeeds[need as keyof Needs] === unmet.data.refused);
};

/** @throws NotProven where the answer is not one of the service that was asked, to this request. */
export const assertAnswered = async (keyring: Keyring, call: Call, request: string, raw: unknown): Promise<void> => {
  if (isNotDone(call, raw)) return;
  const said = withProof.safeParse(raw);
  if (!said.success) throw new NotProven();
  const { proof, ...answer } = said.data;
  const audience = thisAnswer(request, answer);
  await keyring.verify(proof, { typ: 'answer+jwt', issuer: calledService(call), audience });
};
