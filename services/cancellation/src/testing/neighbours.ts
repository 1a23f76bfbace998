import { Answers, type CallContext } from '@lethe/bus';
import * as calls from '@lethe/contracts';
import type { InputOf } from '@lethe/contracts';
import { refuse } from '@lethe/deciding';
import { Controller } from '@nestjs/common';

export const agreements = [{ id: 'terms', version: '1', digest: 'd1', title: 'Terms', text: 'Everything goes.' }];
export const agreementsInChinese = [{ id: 'terms', version: '1', digest: 'd2', title: '条款', text: '全部。' }];
export const memberships = [{ workspaceId: '6f1c0000-0000-4000-8000-000000000009', name: 'Analytical Engine' }];
export const due = { dueBy: '2026-12-03T17:00:00.000Z', closesAt: '2026-12-03T13:00:00.000Z' };
const at = '2026-11-24T08:00:00.000Z';

/** How the other services answer about one account; everybody says yes where nothing is said. */
type Script = {
  owned?: readonly { workspaceId: string; name: string; onlyMember: boolean }[];
  becomesOwner?: boolean;
  lastAdministrator?: boolean;
  /** Only once the lock is asked for, since somebody else went meanwhile. */
  becomesLastAdministrator?: boolean;
  sessionEnded?: boolean;
  /** Does not say when tickets are closed. */
  ticketingAway?: boolean;
  /** Takes longer to clear than anybody waits for the answer. */
  neverAnswers?: boolean;
  /** The code that fits; any other is wrong. */
  stopCode?: string;
  /** So many calls fail before one is answered. */
  failures?: number;
};

const scripts = new Map<string, Script>();
const tried: Readonly<{ accountId: string; what: string }>[] = [];
const asked: Readonly<{ accountId: string; what: string; id: string }>[] = [];

export const neighbours = {
  say: (accountId: string, script: Script): void => {
    scripts.set(accountId, script);
  },
  /** What was asked about an account, in order, once for each command. */
  asked: (accountId: string): readonly string[] => {
    const own = asked.filter((each) => each.accountId === accountId);
    return own.filter(({ id }, index) => own.findIndex((each) => each.id === id) === index).map(({ what }) => what);
  },
  /** How often that was tried, answered or not. */
  tried: (accountId: string, what: string): number =>
    tried.filter((each) => each.accountId === accountId && each.what === what).length,
  mailed: [] as Readonly<{ accountId: string | undefined; template: string; parameters: object }>[],
};

const noted = (what: string, accountId: string, { command }: CallContext): Script => {
  const script = scripts.get(accountId) ?? {};
  tried.push({ accountId, what });
  const failures = script.failures ?? 0;
  if (failures > 0) {
    script.failures = failures - 1;
    throw new Error('Not now.');
  }
  asked.push({ accountId, what, id: command.id });
  return script;
};

@Controller()
export class IdentityStandIn {
  @Answers(calls.ReadAgreements)
  async agreements({ language }: InputOf<typeof calls.ReadAgreements>) {
    return { agreements: language === 'zh' ? agreementsInChinese : agreements };
  }

  @Answers(calls.ReadObjections)
  async objections({ accountId }: InputOf<typeof calls.ReadObjections>) {
    return { lastAdministrator: scripts.get(accountId)?.lastAdministrator === true };
  }

  @Answers(calls.LockAccount)
  async lock({ accountId }: InputOf<typeof calls.LockAccount>, context: CallContext) {
    const { becomesLastAdministrator } = noted('lock account', accountId, context);
    return becomesLastAdministrator === true ? refuse('last-administrator') : {};
  }

  @Answers(calls.UnlockAccount)
  async unlock({ accountId }: InputOf<typeof calls.UnlockAccount>, context: CallContext) {
    noted('unlock account', accountId, context);
    return {};
  }

  @Answers(calls.ReleaseClaims)
  async release({ accountId }: InputOf<typeof calls.ReleaseClaims>, context: CallContext) {
    noted('release claims', accountId, context);
    return {};
  }

  @Answers(calls.MakeEmailDigest)
  async digest({ accountId }: InputOf<typeof calls.MakeEmailDigest>, context: CallContext) {
    noted('make email digest', accountId, context);
    return { digest: 'salted' };
  }

  @Answers(calls.ClearAddresses)
  async clear({ accountId }: InputOf<typeof calls.ClearAddresses>, context: CallContext) {
    noted('clear addresses', accountId, context);
    return { keyDestroyedAt: new Date().toISOString() };
  }
}

@Controller()
export class StopCodeStandIn {
  @Answers(calls.SendStopCode)
  async send({ accountId }: InputOf<typeof calls.SendStopCode>, context: CallContext) {
    const { stopCode } = noted('send stop code', accountId, context);
    return stopCode === undefined ? refuse('too-many-codes', { retryAt: at }) : { expiresAt: at, resendAt: at };
  }

  @Answers(calls.ConfirmStopCode)
  async confirm({ accountId, code }: InputOf<typeof calls.ConfirmStopCode>, context: CallContext) {
    const { stopCode } = noted('confirm stop code', accountId, context);
    return code === stopCode ? { confirmedAt: at } : refuse('code-wrong', { attemptsLeft: 4 });
  }
}

@Controller()
export class SessionStandIn {
  @Answers(calls.ReadSession)
  async read({ accountId }: InputOf<typeof calls.ReadSession>) {
    return { live: scripts.get(accountId)?.sessionEnded !== true };
  }

  @Answers(calls.CountSessions)
  async count() {
    return { live: 2 };
  }

  @Answers(calls.LockSessions)
  async lock({ accountId }: InputOf<typeof calls.LockSessions>, context: CallContext) {
    noted('lock sessions', accountId, context);
    return { ended: 2 };
  }

  @Answers(calls.UnlockSessions)
  async unlock({ accountId }: InputOf<typeof calls.UnlockSessions>, context: CallContext) {
    noted('unlock sessions', accountId, context);
    return {};
  }
}

@Controller()
export class OwnershipStandIn {
  @Answers(calls.ReadOwnership)
  async read({ accountId }: InputOf<typeof calls.ReadOwnership>) {
    return { owned: [...(scripts.get(accountId)?.owned ?? [])], memberOf: 3, memberships: [...memberships] };
  }

  @Answers(calls.HoldOwnership)
  async hold({ accountId }: InputOf<typeof calls.HoldOwnership>, context: CallContext) {
    const { becomesOwner } = noted('hold ownership', accountId, context);
    return becomesOwner === true ? refuse('owner-of-workspaces') : {};
  }

  @Answers(calls.ReleaseOwnershipHold)
  async release({ accountId }: InputOf<typeof calls.ReleaseOwnershipHold>, context: CallContext) {
    noted('release ownership hold', accountId, context);
    return {};
  }
}

@Controller()
export class TicketingStandIn {
  @Answers(calls.ReadUnclosedTickets)
  async read({ accountId }: InputOf<typeof calls.ReadUnclosedTickets>) {
    return { unclosed: 1, oldest: [{ ticketId: accountId, submittedAt: at }], ...due };
  }

  @Answers(calls.ReadClosures)
  async closures({ accountId }: InputOf<typeof calls.ReadClosures>) {
    if (scripts.get(accountId)?.ticketingAway === true) throw new Error('Not here.');
    return { closures: [{ ...due, closedAt: null }] };
  }
}

@Controller()
export class MfaStandIn {
  @Answers(calls.RequiresFactor)
  async required() {
    return { required: true, revision: 1 };
  }

  @Answers(calls.ClearInMfa)
  async clear({ accountId }: InputOf<typeof calls.ClearInMfa>, context: CallContext) {
    const { neverAnswers } = noted('clear in mfa', accountId, context);
    if (neverAnswers === true) await new Promise((resolve) => setTimeout(resolve, 6_000));
    return {};
  }
}

@Controller()
export class NotificationStandIn {
  @Answers(calls.SendMail)
  async send({ accountId = '', template, parameters }: InputOf<typeof calls.SendMail>, context: CallContext) {
    noted(`mail ${template}`, accountId, context);
    neighbours.mailed.push({ accountId, template, parameters });
    return { mailId: context.command.id, acceptedAt: at };
  }
}
