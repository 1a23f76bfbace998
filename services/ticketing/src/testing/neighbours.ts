import { Answers } from '@lethe/bus';
import {
  AcceptClearing,
  AcknowledgeClearing,
  ReadClearing,
  ReadPeople,
  IsMember,
  SendMail,
  type InputOf,
  type OutputOf,
} from '@lethe/contracts';
import { Controller } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { finalAt, nameOf, workspaceId as adasWorkspace } from './story.ts';

export const accepted: InputOf<typeof AcceptClearing>[] = [];
export const acknowledged: InputOf<typeof AcknowledgeClearing>[] = [];

export const mailed: InputOf<typeof SendMail>[] = [];

@Controller()
export class PeopleController {
  @Answers(ReadPeople)
  async read({ accountIds }: InputOf<typeof ReadPeople>) {
    return {
      people: accountIds.map((accountId) => ({
        accountId,
        username: nameOf(accountId),
        staffRole: 'support' as const,
      })),
    };
  }
}

@Controller()
export class MailController {
  @Answers(SendMail)
  async send(input: InputOf<typeof SendMail>) {
    mailed.push(input);
    return { mailId: randomUUID(), acceptedAt: finalAt };
  }
}

@Controller()
export class MemberController {
  @Answers(IsMember)
  async role({ workspaceId }: InputOf<typeof IsMember>) {
    return { role: workspaceId === adasWorkspace ? ('member' as const) : null };
  }
}

@Controller()
export class ParticipantController {
  @Answers(AcceptClearing)
  async accept(input: InputOf<typeof AcceptClearing>) {
    accepted.push(input);
    return {};
  }

  @Answers(ReadClearing)
  async read(): Promise<OutputOf<typeof ReadClearing>> {
    return { asked: true };
  }

  /** Like cancellation: at least once is once. */
  @Answers(AcknowledgeClearing)
  async acknowledge(input: InputOf<typeof AcknowledgeClearing>) {
    if (!acknowledged.some(({ cancellationId }) => cancellationId === input.cancellationId)) acknowledged.push(input);
    return {};
  }
}
