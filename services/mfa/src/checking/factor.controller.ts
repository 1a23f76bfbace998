import { Answers, personOf, type CallContext } from '@lethe/bus';
import { CheckFactor, ReadFactors, RequiresFactor, type InputOf } from '@lethe/contracts';
import { isRefusal, refuse } from '@lethe/deciding';
import { CLOCK, JOURNAL, SEALING } from '@lethe/service';
import { Controller, Inject } from '@nestjs/common';
import { factorsStream, type FactorsEvent } from '../factors.events.ts';
import { factorsFromSnapshot, type MfaKit } from '../mfa-kit.ts';
import { recoveryHashOf } from '../recovery/recovery-codes.ts';
import { checkCode } from './check-code.ts';
import { proofOf } from './proof.ts';
import { factorsFold } from '../factors.ts';

@Controller()
export class FactorController {
  constructor(
    @Inject(JOURNAL) readonly journal: MfaKit['journal'],
    @Inject(SEALING) readonly sealing: MfaKit['sealing'],
    @Inject(CLOCK) readonly clock: MfaKit['clock'],
  ) {}

  @Answers(ReadFactors)
  async read(_input: InputOf<typeof ReadFactors>, context: CallContext) {
    const { totp, recovery } = await this.#factors(personOf(context).accountId);
    return { totp: totp !== undefined, boundAt: totp?.boundAt ?? null, recoveryCodesLeft: recovery.unused.size };
  }

  @Answers(RequiresFactor)
  async isRequired({ accountId }: InputOf<typeof RequiresFactor>) {
    const { totp, revision } = await this.#factors(accountId);
    return { required: totp !== undefined, revision };
  }

  /** Each attempt is a command, right or wrong: a repeat of it is answered alike and spends nothing more. */
  @Answers(CheckFactor)
  check({ accountId, code, asker }: InputOf<typeof CheckFactor>, { command }: CallContext) {
    const { journal, sealing, clock } = this;
    return journal.handle(
      command,
      async (unit) => {
        const at = clock();
        const factors = await unit.load(factorsStream(accountId), factorsFold, { ...factorsFromSnapshot, opens: true });
        const proof = proofOf(factors, code, { at, hashOf: recoveryHashOf(sealing, accountId) });
        const decision = checkCode({ type: 'CheckCode', data: { accountId, asker, proof, at } }, factors);
        if (isRefusal(decision)) return decision;
        unit.record(factorsStream(accountId), decision);
        return undefined;
      },
      checkedBy,
    );
  }

  /** The secret is withheld. */
  #factors(accountId: string) {
    return this.journal.state(factorsStream(accountId), factorsFold, factorsFromSnapshot);
  }
}

const checkedBy = ([event]: readonly FactorsEvent[]) => {
  if (event?.type === 'CodeAccepted') {
    const { acceptedAt: checkedAt, revision } = event.data;
    return { method: 'totp' as const, checkedAt, revision };
  }
  if (event?.type === 'RecoveryCodeUsed') {
    const { usedAt: checkedAt, revision } = event.data;
    return { method: 'recovery-code' as const, checkedAt, revision };
  }
  return refuse('second-factor-wrong');
};
