import { Answers, personOf, type CallContext } from '@lethe/bus';
import { ConfirmCode, ConfirmTotp, StartTotp, isShredded, type InputOf } from '@lethe/contracts';
import { isRefusal, refuse } from '@lethe/deciding';
import { aheadOfItsRow } from '@lethe/saga';
import { CALLS, CLOCK, JOURNAL, LOG, SEALING, SETTINGS } from '@lethe/service';
import { Controller, Inject } from '@nestjs/common';
import { generateSecret } from 'otplib';
import { matchedStep } from '../checking/totp-code.ts';
import { raisingFloor } from '../floors/raising-floor.service.ts';
import { type MfaKit } from '../mfa-kit.ts';
import { normalisedRecoveryCode } from '../recovery/recovery-code.ts';
import { recoveryCodesOf, recoveryHashOf } from '../recovery/recovery-codes.ts';
import { confirmBinding } from './confirm-binding.ts';
import { otpauthUriOf } from './otpauth-uri.ts';
import { startBinding } from './start-binding.ts';
import { factorsFold } from '../factors.ts';
import { factorsStream } from '../factors.events.ts';

@Controller()
export class BindingController {
  constructor(
    @Inject(JOURNAL) readonly journal: MfaKit['journal'],
    @Inject(CALLS) readonly calls: MfaKit['calls'],
    @Inject(SEALING) readonly sealing: MfaKit['sealing'],
    @Inject(CLOCK) readonly clock: MfaKit['clock'],
    @Inject(SETTINGS) readonly settings: MfaKit['settings'],
    @Inject(LOG) readonly logger: MfaKit['logger'],
  ) {}

  /** The secret is random and sealed, not made from the command: it dies with the account's key. */
  @Answers(StartTotp)
  start({ emailCode }: InputOf<typeof StartTotp>, context: CallContext) {
    const { journal, calls, clock, settings } = this;
    const { accountId, sessionId } = personOf(context);
    const { command, correlationId } = context;
    return journal.handle(
      command,
      async (unit) => {
        const factors = await unit.load(factorsStream(accountId), factorsFold);
        const data = { accountId, secret: generateSecret(), at: clock() };
        const decision = startBinding({ type: 'StartBinding', data }, factors);
        if (isRefusal(decision)) return decision;
        const asked = { accountId, sessionId, purpose: 'bind-factor', code: emailCode } as const;
        const confirmed = await calls.ask(ConfirmCode, asked, { key: command.id, correlationId });
        if (isRefusal(confirmed)) return confirmed;
        unit.record(factorsStream(accountId), decision);
        return undefined;
      },
      (events) => {
        const secret = events.find((event) => event.type === 'TotpBindingStarted')?.data.secret;
        if (secret === undefined || isShredded(secret)) throw new Error('The binding was not recorded, or is cleared.');
        return { secret, otpauthUri: otpauthUriOf(settings.LETHE_MFA_ISSUER, accountId, secret) };
      },
    );
  }

  /** The others are over before the person is told (SES-3), where session can be reached. */
  @Answers(ConfirmTotp)
  async confirm({ code }: InputOf<typeof ConfirmTotp>, context: CallContext) {
    const { journal, sealing, clock } = this;
    const { accountId, sessionId } = personOf(context);
    const { command } = context;
    const recoveryCodes = recoveryCodesOf(sealing, command.id);
    const hashOf = recoveryHashOf(sealing, accountId);
    const answer = await journal.handle(
      command,
      async (unit) => {
        const at = clock();
        const factors = await unit.load(factorsStream(accountId), factorsFold);
        const step = factors.binding && matchedStep(factors.binding.secret, code, at);
        const recoveryHashes = recoveryCodes.map((each) => hashOf(normalisedRecoveryCode(each)));
        const decision = confirmBinding(
          { type: 'ConfirmBinding', data: { accountId, sessionId, step, recoveryHashes, at } },
          factors,
        );
        if (isRefusal(decision)) return decision;
        unit.record(factorsStream(accountId), decision);
        return undefined;
      },
      (events) =>
        events.some(({ type }) => type === 'TotpBound')
          ? { recoveryCodes: [...recoveryCodes] }
          : refuse('second-factor-wrong'),
    );
    if (!isRefusal(answer)) await aheadOfItsRow(raisingFloor(this), accountId, this.logger);
    return answer;
  }
}
