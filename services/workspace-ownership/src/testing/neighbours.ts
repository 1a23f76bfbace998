import { Answers, type CallContext } from '@lethe/bus';
import {
  AcknowledgeClearing,
  MatchesEmail,
  ReadClearing,
  ReadPeople,
  ReadReleasedAddress,
  SendMail,
  type InputOf,
  type OutputOf,
} from '@lethe/contracts';
import { Controller } from '@nestjs/common';
import { at } from './replica.ts';

export const mails: InputOf<typeof SendMail>[] = [];
export const acknowledged: InputOf<typeof AcknowledgeClearing>[] = [];
/** An address of nobody here. */
export const notTheirs = 'somebody-else@example.org';
export const nameOf = (accountId: string): string => `Name of ${accountId}`;

@Controller()
export class PeopleController {
  @Answers(ReadPeople)
  async read({ accountIds }: InputOf<typeof ReadPeople>) {
    return { people: accountIds.map((accountId) => ({ accountId, username: nameOf(accountId) })) };
  }

  @Answers(MatchesEmail)
  async matches({ email }: InputOf<typeof MatchesEmail>) {
    return { matches: email !== notTheirs };
  }

  @Answers(ReadReleasedAddress)
  async readReleased() {
    return { email: null };
  }
}

@Controller()
export class MailController {
  @Answers(SendMail)
  async send(mail: InputOf<typeof SendMail>, { command }: CallContext) {
    mails.push(mail);
    return { mailId: command.id, acceptedAt: at };
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
  async acknowledge(input: InputOf<typeof AcknowledgeClearing>) {
    if (!acknowledged.some(({ cancellationId }) => cancellationId === input.cancellationId)) acknowledged.push(input);
    return {};
  }
}
