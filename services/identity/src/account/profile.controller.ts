import { Answers, personOf, type CallContext } from '@lethe/bus';
import { ChangeUsername, isShredded, ReadPeople, ReadProfile, type InputOf } from '@lethe/contracts';
import { isRefusal, refuse } from '@lethe/deciding';
import { KIT } from '@lethe/service';
import { Controller, Inject } from '@nestjs/common';
import type { IdentityKit } from '../identity.kit.ts';
import { accountDecider } from './account.decider.ts';
import { accountStream, type Account } from './account.ts';
import { changeUsername } from './change-username.ts';

/** Nobody is shown after the point of no return, even while the name could still be read. */
const shownName = (account: Account): string | null => {
  if (account.status === 'unregistered' || account.status === 'final') return null;
  return isShredded(account.username) ? null : account.username;
};

@Controller()
export class ProfileController {
  constructor(@Inject(KIT) private readonly kit: IdentityKit) {}

  private account(accountId: string): Promise<Account> {
    return this.kit.journal.state(accountStream(accountId), accountDecider);
  }

  @Answers(ReadProfile)
  async read(_input: InputOf<typeof ReadProfile>, context: CallContext) {
    const account = await this.account(personOf(context).accountId);
    if (account.status !== 'active') return refuse('account-not-active');
    const { accountId, email, username, staffRole, registeredAt } = account;
    if (isShredded(email) || isShredded(username)) return refuse('account-not-active');
    return { accountId, email, username, registeredAt, ...(staffRole === undefined ? {} : { staffRole }) };
  }

  @Answers(ChangeUsername)
  changeUsername({ username }: InputOf<typeof ChangeUsername>, context: CallContext) {
    const { accountId } = personOf(context);
    return this.kit.journal.handle(
      context.command,
      async (unit) => {
        unit.assertOpen(accountId);
        const account = await unit.load(accountStream(accountId), accountDecider);
        const data = { username, at: this.kit.clock() };
        const decision = changeUsername({ type: 'ChangeUsername', data }, account);
        if (isRefusal(decision)) return decision;
        unit.record(accountStream(accountId), decision);
        return undefined;
      },
      ([event]) => ({ changedAt: event?.type === 'UsernameChanged' ? event.data.changedAt : null }),
    );
  }

  /** FIT-3: logged by caller, purpose and number; never by name. */
  @Answers(ReadPeople)
  async readPeople({ accountIds, purpose }: InputOf<typeof ReadPeople>, { command, correlationId }: CallContext) {
    const asked = accountIds.length;
    this.kit.logger.info({ actor: command.actor, purpose, asked, correlationId }, 'People were looked up.');
    const people = await Promise.all(
      accountIds.map(async (accountId) => ({ accountId, username: shownName(await this.account(accountId)) })),
    );
    return { people };
  }
}
