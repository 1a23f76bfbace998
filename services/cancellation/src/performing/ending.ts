import { certificateType } from '@lethe/certificate';
import { accountSubject, ClearAddresses, MakeEmailDigest, ReleaseClaims } from '@lethe/contracts';
import { cancellationOf, type CancellationKit } from '../cancellation-kit.ts';
import { certificateOf } from './certificate.ts';
import type { PerformStep } from './perform-step.ts';

type Steps =
  | 'enter-final'
  | 'enter-completion'
  | 'release-claims'
  | 'make-email-digest'
  | 'clear-addresses'
  | 'issue-certificate'
  | 'destroy-own-key';

/** From Final on: only forward, each repeated until it is answered. */
export const ending = (kit: CancellationKit): Readonly<Record<Steps, PerformStep>> => {
  const { calls, clock, keyring, ledger, sealing, settings } = kit;
  return {
    'enter-final': async ({ data }) => {
      const { finalAt } = await cancellationOf(kit, data.accountId);
      await ledger.enter({ kind: 'cancellation-final', ...data, at: finalAt ?? '' });
      return { type: 'FinalEnteredInLedger', data: { attempt: data.attempt, enteredAt: clock() } };
    },
    'enter-completion': async ({ data }) => {
      const { completedAt } = await cancellationOf(kit, data.accountId);
      await ledger.enter({ kind: 'cancellation-completed', ...data, at: completedAt ?? '' });
      return { type: 'CompletionEnteredInLedger', data: { attempt: data.attempt, enteredAt: clock() } };
    },
    'release-claims': async ({ data: { accountId, cancellationId, attempt } }, key) => {
      const { finalAt } = await cancellationOf(kit, accountId);
      const releasedAt = finalAt ?? '';
      await calls.ask(ReleaseClaims, { accountId, cancellationId, releasedAt }, { key });
      return { type: 'ClaimsReleased', data: { attempt, releasedAt } };
    },
    'make-email-digest': async ({ data: { accountId, cancellationId, attempt } }, key) => {
      const { digest } = await calls.ask(MakeEmailDigest, { accountId, cancellationId }, { key });
      return { type: 'EmailDigestMade', data: { attempt, digest, madeAt: clock() } };
    },
    'clear-addresses': async ({ data: { accountId, cancellationId, attempt } }, key) => {
      const { keyDestroyedAt } = await calls.ask(ClearAddresses, { accountId, cancellationId }, { key });
      return { type: 'AddressesCleared', data: { attempt, keyDestroyedAt, clearedAt: clock() } };
    },
    'issue-certificate': async ({ data: { accountId, attempt } }) => {
      const issuedAt = clock();
      const statement = certificateOf(await cancellationOf(kit, accountId), issuedAt, settings.LETHE_KEY_BACK_UP_DAYS);
      const jws = await keyring.sign(statement, { typ: certificateType });
      return { type: 'CertificateIssued', data: { attempt, jws, issuedAt } };
    },
    'destroy-own-key': async ({ data }) => {
      const { destroyedAt } = await sealing.destroy(accountSubject(data.accountId), clock());
      return { type: 'CancellationCompleted', data: { ...data, keyDestroyedAt: destroyedAt, completedAt: clock() } };
    },
  };
};
