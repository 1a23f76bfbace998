import { Answers, type CallContext } from '@lethe/bus';
import { LockAccount, ReleaseClaims, UnlockAccount, type InputOf } from '@lethe/contracts';
import { isRefusal } from '@lethe/deciding';
import { aheadOfItsRow } from '@lethe/saga';
import { CALLS, CLOCK, JOURNAL, LOG } from '@lethe/service';
import { Controller, Inject } from '@nestjs/common';
import { raisingFloor } from '../floors/raising-floor.service.ts';
import type { IdentityKit } from '../identity-kit.ts';
import { rosterOf } from '../staff/on-roster.ts';
import { leaveStaff, restoreStaff, suspendStaff } from '../staff/roster.decider.ts';
import { accountFold } from './account.ts';
import { lockAccount } from './lock-account.ts';
import { releaseAddress } from './release-address.ts';
import { unlockAccount } from './unlock-account.ts';
import { accountStream } from './account.events.ts';
import { rosterStream } from '../staff/roster.events.ts';

const done = () => ({});

/** What the cancellation saga asks for around its point of no return (CAN-7). */
@Controller()
export class LockingController {
  constructor(
    @Inject(JOURNAL) readonly journal: IdentityKit['journal'],
    @Inject(CLOCK) readonly clock: IdentityKit['clock'],
    @Inject(CALLS) readonly calls: IdentityKit['calls'],
    @Inject(LOG) readonly logger: IdentityKit['logger'],
  ) {}

  /** What was decided before is over with the answer (SES-3), where session can be reached. */
  @Answers(LockAccount)
  async lock({ accountId, attempt }: InputOf<typeof LockAccount>, { command }: CallContext) {
    const at = this.clock();
    const answer = await this.journal.handle(
      command,
      async (unit) => {
        const account = await unit.load(accountStream(accountId), accountFold);
        const locked = lockAccount({ type: 'LockAccount', data: { attempt, at } }, account);
        if (isRefusal(locked)) return locked;
        unit.ungated.record(accountStream(accountId), locked);
        const roster = await rosterOf(unit, account);
        if (roster === undefined) return undefined;
        const suspended = suspendStaff({ type: 'SuspendStaff', data: { accountId, at } }, roster);
        if (isRefusal(suspended)) return suspended;
        unit.ungated.record(rosterStream, suspended);
        return undefined;
      },
      done,
    );
    if (!isRefusal(answer)) await aheadOfItsRow(raisingFloor(this), accountId, this.logger);
    return answer;
  }

  @Answers(UnlockAccount)
  unlock({ accountId, attempt }: InputOf<typeof UnlockAccount>, { command }: CallContext) {
    const at = this.clock();
    return this.journal.handle(
      command,
      async (unit) => {
        const account = await unit.load(accountStream(accountId), accountFold);
        const undone = unlockAccount({ type: 'UnlockAccount', data: { attempt, at } }, account);
        unit.ungated.record(accountStream(accountId), undone);
        const roster = await rosterOf(unit, account);
        if (roster === undefined || undone.every(({ type }) => type !== 'AccountUnlocked')) return;
        unit.ungated.record(rosterStream, restoreStaff({ type: 'RestoreStaff', data: { accountId, at } }, roster));
      },
      done,
    );
  }

  @Answers(ReleaseClaims)
  release({ accountId, cancellationId, releasedAt }: InputOf<typeof ReleaseClaims>, { command }: CallContext) {
    return this.journal.handle(
      command,
      async (unit) => {
        const account = await unit.load(accountStream(accountId), accountFold);
        const released = releaseAddress({ type: 'ReleaseAddress', data: { cancellationId, releasedAt } }, account);
        if (released.length === 0) return;
        unit.ungated.record(accountStream(accountId), released);
        unit.releaseAll(accountId);
        const roster = await rosterOf(unit, account);
        if (roster === undefined) return;
        unit.ungated.record(
          rosterStream,
          leaveStaff({ type: 'LeaveStaff', data: { accountId, at: releasedAt } }, roster),
        );
      },
      done,
    );
  }
}
