import { Answers, personOf, type CallContext } from '@lethe/bus';
import { UnbindTotp, type InputOf } from '@lethe/contracts';
import { isRefusal, refuse } from '@lethe/deciding';
import { CLOCK, JOURNAL, SEALING } from '@lethe/service';
import { Controller, Inject } from '@nestjs/common';
import { proofOf } from '../checking/proof.ts';
import { factorsOf, type MfaKit } from '../mfa-kit.ts';
import { recoveryHashOf } from '../recovery/recovery-codes.ts';
import { unbind } from './unbind.ts';
import { factorsFold } from '../factors.ts';

@Controller()
export class UnbindingController {
  constructor(
    @Inject(JOURNAL) readonly journal: MfaKit['journal'],
    @Inject(SEALING) readonly sealing: MfaKit['sealing'],
    @Inject(CLOCK) readonly clock: MfaKit['clock'],
  ) {}

  @Answers(UnbindTotp)
  unbind({ code }: InputOf<typeof UnbindTotp>, context: CallContext) {
    const { journal, sealing, clock } = this;
    const { accountId, sessionId } = personOf(context);
    return journal.handle(
      context.command,
      async (unit) => {
        const at = clock();
        const factors = await unit.load(factorsOf(accountId), factorsFold);
        const proof = proofOf(factors, code, { at, hashOf: recoveryHashOf(sealing, accountId) });
        const decision = unbind({ type: 'Unbind', data: { accountId, sessionId, proof, at } }, factors);
        if (isRefusal(decision)) return decision;
        unit.record(factorsOf(accountId), decision);
        return undefined;
      },
      (events) => (events.some(({ type }) => type === 'TotpUnbound') ? {} : refuse('second-factor-wrong')),
    );
  }
}
