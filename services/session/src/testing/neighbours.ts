import { Answers, type CallContext } from '@lethe/bus';
import {
  AcknowledgeClearing,
  CheckCredentials,
  CheckFactor,
  CheckOwnPassword,
  ReadClearing,
  RequiresFactor,
  type AskerKind,
  type InputOf,
  type OutputOf,
} from '@lethe/contracts';
import { refuse } from '@lethe/deciding';
import { Controller } from '@nestjs/common';
import { accountId, at } from './sessions.given.ts';

export const email = 'ada@example.test';
export const password = 'lantern orchid gravel tuesday';
export const code = '123456';

/** How often identity and mfa changed something. The account is one for all tests of a file: nobody counts back. */
export const newest = { identity: 0, mfa: 0 };

/** What the neighbours know and were asked; each test sets it up afresh. */
export const neighbours = {
  staffRole: undefined as 'support' | undefined,
  /** What identity and mfa say: the newest, or what was so before. */
  revisions: { ...newest },
  requiresFactor: false,
  /** Happens once, between an answer of mfa and what is decided on it. */
  meanwhile: undefined as (() => Promise<void>) | undefined,
  /** By the key under which mfa was asked. */
  checkedFactors: new Map<string, string>(),
  /** Who asked, as session said. */
  from: [] as InputOf<typeof CheckCredentials>['from'][],
  checkedIn: [] as string[],
  askers: [] as AskerKind[],
  acknowledged: [] as InputOf<typeof AcknowledgeClearing>[],
};

export const forgetAll = (): void => {
  neighbours.staffRole = undefined;
  neighbours.revisions = { ...newest };
  neighbours.meanwhile = undefined;
  neighbours.requiresFactor = false;
  neighbours.checkedFactors.clear();
  for (const told of [neighbours.from, neighbours.checkedIn, neighbours.askers]) told.length = 0;
  neighbours.acknowledged.length = 0;
};

@Controller()
export class CredentialController {
  @Answers(CheckCredentials)
  async check(input: InputOf<typeof CheckCredentials>) {
    neighbours.from.push(input.from);
    if (input.email !== email || input.password !== password) return refuse('credentials-wrong');
    const { staffRole } = neighbours;
    const revision = neighbours.revisions.identity;
    return { accountId, verifiedAt: at, revision, ...(staffRole === undefined ? {} : { staffRole }) };
  }

  @Answers(CheckOwnPassword)
  async checkOwn(input: InputOf<typeof CheckOwnPassword>) {
    neighbours.checkedIn.push(input.sessionId);
    const revision = neighbours.revisions.identity;
    return input.password === password ? { verifiedAt: at, revision } : refuse('credentials-wrong');
  }
}

const meanwhile = async <Answer>(answer: Answer): Promise<Answer> => {
  const happens = neighbours.meanwhile;
  neighbours.meanwhile = undefined;
  await happens?.();
  return answer;
};

@Controller()
export class FactorController {
  @Answers(RequiresFactor)
  async isRequired(): Promise<OutputOf<typeof RequiresFactor>> {
    return meanwhile({ required: neighbours.requiresFactor, revision: neighbours.revisions.mfa });
  }

  /** Like mfa: a code is spent by one command, and that command gets the same answer again. */
  @Answers(CheckFactor)
  async check(input: InputOf<typeof CheckFactor>, { command }: CallContext) {
    neighbours.askers.push(input.asker);
    const spentBy = neighbours.checkedFactors.get(input.code);
    if (input.code !== code || (spentBy ?? command.id) !== command.id) return refuse('second-factor-wrong');
    neighbours.checkedFactors.set(input.code, command.id);
    return meanwhile({ method: 'totp' as const, checkedAt: at, revision: neighbours.revisions.mfa });
  }
}

@Controller()
export class ParticipantController {
  @Answers(ReadClearing)
  async read(): Promise<OutputOf<typeof ReadClearing>> {
    return { asked: true };
  }

  /** Like cancellation: at least once is once. */
  @Answers(AcknowledgeClearing)
  async acknowledge(input: InputOf<typeof AcknowledgeClearing>): Promise<OutputOf<typeof AcknowledgeClearing>> {
    if (!neighbours.acknowledged.some(({ cancellationId }) => cancellationId === input.cancellationId))
      neighbours.acknowledged.push(input);
    return {};
  }
}
