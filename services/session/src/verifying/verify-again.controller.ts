import { Answers, personOf, type CallContext } from '@lethe/bus';
import {
  CheckFactor,
  CheckOwnPassword,
  RequiresFactor,
  VerifyAgain,
  type InputOf,
  type Revisions,
} from '@lethe/contracts';
import { isRefusal, refuse } from '@lethe/deciding';
import { idFrom, type Command } from '@lethe/journal';
import { CALLS, CLOCK, DATABASE, JOURNAL, SETTINGS } from '@lethe/service';
import { Controller, Inject } from '@nestjs/common';
import { loadSessions, recordSessions } from '../account-sessions.ts';
import { onNewestRevisions } from '../floors/on-newest-revisions.ts';
import { lastSeenOfSession } from '../lifetime/activity.view.ts';
import { durationsOf } from '../session.config.ts';
import type { SessionKit } from '../session-kit.ts';
import { verifyAgain } from './verify-again.ts';

@Controller()
export class VerifyAgainController {
  constructor(
    @Inject(JOURNAL) readonly journal: SessionKit['journal'],
    @Inject(CALLS) readonly calls: SessionKit['calls'],
    @Inject(DATABASE) readonly database: SessionKit['database'],
    @Inject(CLOCK) readonly clock: SessionKit['clock'],
    @Inject(SETTINGS) readonly settings: SessionKit['settings'],
  ) {}

  @Answers(VerifyAgain)
  verify(input: InputOf<typeof VerifyAgain>, context: CallContext) {
    return onNewestRevisions((attempt) => this.#verify(input, context, attempt));
  }

  /** A code is right for one revision: of another one it is another attempt. */
  async #verify({ password, code }: InputOf<typeof VerifyAgain>, context: CallContext, attempt: number) {
    const { accountId, sessionId } = personOf(context);
    const { command, correlationId } = context;
    const { calls } = this;
    const known = await calls.ask(CheckOwnPassword, { accountId, sessionId, password }, { correlationId });
    if (isRefusal(known)) return known;
    const required = await calls.ask(RequiresFactor, { accountId }, { correlationId });
    const revisions = { identity: known.revision, mfa: required.revision };
    if (!required.required) return this.#record({ accountId, sessionId, revisions }, command);
    if (code === undefined) return refuse('second-factor-required');
    const key = attempt === 1 ? command.id : idFrom(command.id, `attempt/${String(attempt)}`);
    const factor = await calls.ask(CheckFactor, { accountId, code, asker: 'session' }, { key, correlationId });
    if (isRefusal(factor)) return factor.refused === 'no-factor' ? refuse('second-factor-wrong') : factor;
    const { method, revision } = factor;
    return this.#record({ accountId, sessionId, method, revisions: { ...revisions, mfa: revision } }, command);
  }

  #record(verified: Verified, command: Command) {
    const { journal, database, clock, settings } = this;
    const { accountId, sessionId } = verified;
    return journal.handle(
      command,
      async (unit) => {
        const sessions = await loadSessions(unit, accountId);
        const seenAt = await lastSeenOfSession(database, sessionId);
        const data = { ...verified, seenAt, inForce: durationsOf(settings), at: clock() };
        const decision = verifyAgain({ type: 'VerifyAgain', data }, sessions);
        if (isRefusal(decision)) return decision;
        await recordSessions(unit, accountId, decision);
        return undefined;
      },
      (events) => {
        const verification = events.find((event) => event.type === 'SessionVerified');
        if (verification === undefined) throw new Error('The verification was not recorded.');
        return { verifiedAt: verification.data.verifiedAt };
      },
    );
  }
}

type Verified = Readonly<{
  accountId: string;
  sessionId: string;
  method?: 'totp' | 'recovery-code';
  revisions: Revisions;
}>;
