import { Answers, personOf, type CallContext } from '@lethe/bus';
import {
  ChangePreferences,
  ChangeUsername,
  MatchesEmail,
  normalisedEmail,
  ReadPeople,
  ReadProfile,
  type InputOf,
} from '@lethe/contracts';
import { isRefusal, refuse, type Refusal } from '@lethe/deciding';
import { CLOCK, JOURNAL, LOG } from '@lethe/service';
import { Controller, Inject } from '@nestjs/common';
import type { IdentityKit } from '../identity-kit.ts';
import { accountStream, type AccountEvent } from './account.events.ts';
import { accountFold, readable, type Account } from './account.ts';
import { changePreferences, preferencesOf } from './change-preferences.ts';
import { changeUsername } from './change-username.ts';
import { shownName } from './shown-name.ts';

@Controller()
export class ProfileController {
  constructor(
    @Inject(JOURNAL) readonly journal: IdentityKit['journal'],
    @Inject(CLOCK) readonly clock: IdentityKit['clock'],
    @Inject(LOG) readonly logger: IdentityKit['logger'],
  ) {}

  private account(accountId: string): Promise<Account> {
    return this.journal.state(accountStream(accountId), accountFold);
  }

  @Answers(ReadProfile)
  async read(_input: InputOf<typeof ReadProfile>, context: CallContext) {
    const account = await this.account(personOf(context).accountId);
    if (account.status !== 'active') return refuse('account-not-active');
    const { accountId, staffRole, registeredAt } = account;
    const email = readable(account.email);
    const username = readable(account.username);
    if (email === undefined || username === undefined) return refuse('account-not-active');
    const preferences = preferencesOf(account);
    return {
      accountId,
      email,
      username,
      ...preferences,
      registeredAt,
      ...(staffRole === undefined ? {} : { staffRole }),
    };
  }

  @Answers(ChangeUsername)
  changeUsername({ username }: InputOf<typeof ChangeUsername>, context: CallContext) {
    const data = { username, at: this.clock() };
    return this.#change(context, (account) => changeUsername({ type: 'ChangeUsername', data }, account));
  }

  @Answers(ChangePreferences)
  changePreferences({ language, timeZone }: InputOf<typeof ChangePreferences>, context: CallContext) {
    const data = { language, timeZone, at: this.clock() };
    return this.#change(context, (account) => changePreferences({ type: 'ChangePreferences', data }, account));
  }

  #change<No extends Refusal>(context: CallContext, decide: (account: Account) => readonly AccountEvent[] | No) {
    const { accountId } = personOf(context);
    return this.journal.handle(
      context.command,
      async (unit) => {
        const decision = decide(await unit.load(accountStream(accountId), accountFold));
        if (isRefusal(decision)) return decision;
        unit.record(accountStream(accountId), decision);
        return undefined;
      },
      ([event]) => ({ changedAt: event !== undefined && 'changedAt' in event.data ? event.data.changedAt : null }),
    );
  }

  /** W1: compared as addresses are compared everywhere here (ID-5). */
  @Answers(MatchesEmail)
  async matchesEmail({ accountId, email }: InputOf<typeof MatchesEmail>) {
    const account = await this.account(accountId);
    const own = account.status === 'active' ? readable(account.email) : undefined;
    return { matches: own !== undefined && normalisedEmail(own) === normalisedEmail(email) };
  }

  /** FIT-3: logged by caller, purpose and number; never by name. */
  @Answers(ReadPeople)
  async readPeople({ accountIds, purpose }: InputOf<typeof ReadPeople>, { command, correlationId }: CallContext) {
    const asked = accountIds.length;
    this.logger.info({ actor: command.actor, purpose, asked, correlationId }, 'People were looked up.');
    const people = await Promise.all(
      accountIds.map(async (accountId) => {
        const account = await this.account(accountId);
        const staffRole = account.status === 'unregistered' || purpose !== 'tickets' ? undefined : account.staffRole;
        return { accountId, username: shownName(account), ...(staffRole === undefined ? {} : { staffRole }) };
      }),
    );
    return { people };
  }
}
