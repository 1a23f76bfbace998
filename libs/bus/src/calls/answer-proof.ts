import { unmetNeeds } from '@lethe/contracts';
import * as z from 'zod';
import { NotProven, type Keyring } from '../proof/keyring.ts';
import { proofSeconds } from '../proof/proof.ts';
import { thisAnswer } from '../proof/this-very.ts';
import type { WireAnswer } from './call-answer.ts';

/** The answer with a proof that this service gave it, to this request. */
export const proven = async (keyring: Keyring, request: string, answer: WireAnswer): Promise<WireAnswer> => {
  const audience = thisAnswer(request, answer);
  return { ...answer, proof: await keyring.sign({}, { typ: 'answer+jwt', audience, seconds: proofSeconds }) };
};

const withProof = z.looseObject({ proof: z.string() });

const notDone = z.union([z.looseObject({ fault: z.string() }), z.looseObject({ refused: z.enum(unmetNeeds) })]);

/** What the guard says before anything is done: it changes nothing, and whoever meets it asks again. */
const isNotDone = (raw: unknown): boolean => notDone.safeParse(raw).success;

/** @throws NotProven where the answer is not one of that service to this request. */
export const assertAnswered = async (
  keyring: Keyring,
  service: string,
  request: string,
  raw: unknown,
): Promise<void> => {
  if (isNotDone(raw)) return;
  const said = withProof.safeParse(raw);
  if (!said.success) throw new NotProven();
  const { proof, ...answer } = said.data;
  await keyring.verify(proof, { typ: 'answer+jwt', issuer: service, audience: thisAnswer(request, answer) });
};
