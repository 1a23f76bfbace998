import { Answers, personOf, type CallContext } from '@lethe/bus';
import { UnbindTotp, type InputOf } from '@lethe/contracts';
import { isRefusal, refuse } from '@lethe/deciding';
import { aheadOfItsRow } from '@lethe/saga';
import { CALLS, CLOCK, JOURNAL, LOG, SEALING } from '@lethe/service';
import { Controller, Inject } from '@nestjs/common';
import { proofOf } from '../checking/proof.ts';
import { raisingFloor } from '../floors/raising-floor.service.ts';
import { factorsFromSnapshot, type MfaKit } from '../mfa-kit.ts';
import { recoveryHashOf } from '../recovery/recovery-codes.ts';
import { unbind } from './unbind.ts';
import { factorsFold } from '../factors.ts';
import { factorsStream } from '../factors.events.ts';

@Controller()
export class UnbindingController {
  constructor(
    @Inject(JOURNAL) readonly journal: MfaKit['journal'],
    @Inject(SEALING) readonly sealing: MfaKit['sealing'],
    @Inject(CLOCK) readonly clock: MfaKit['clock'],
    @Inject(CALLS) readonly calls: MfaKit['calls'],
    @Inject(LOG) readonly logger: MfaKit['logger'],
  ) {}

  /** The others are over before the person is told (SES-3), where session can be reached. */
  @Answers(UnbindTotp)
  async unbind({ code }: InputOf<typeof UnbindTotp>, context: CallContext) {
    const { journal, sealing, clock } = this;
    const { accountId, sessionId } = personOf(context);
    const answer = await journal.handle(
      context.command,
      async (unit) => {
        const at = clock();
        const factors = await unit.load(factorsStream(accountId), factorsFold, { ...factorsFromSnapshot, opens: true });
        const proof = proofOf(factors, code, { at, hashOf: recoveryHashOf(sealing, accountId) });
        const decision = unbind({ type: 'Unbind', data: { accountId, sessionId, proof, at } }, factors);
        if (isRefusal(decision)) return decision;
        unit.record(factorsStream(accountId), decision);
        return undefined;
      },
      (events) => (events.some(({ type }) => type === 'TotpUnbound') ? {} : refuse('second-factor-wrong')),
    );
    if (!isRefusal(answer)) await aheadOfItsRow(raisingFloor(this), accountId, this.logger);
    return answer;
  }
}
