import { Answers, type CallContext } from '@lethe/bus';
import {
  AcknowledgeClearing,
  ReadClearing,
  ConfirmCode,
  RaiseFloor,
  SendMail,
  type InputOf,
  type OutputOf,
} from '@lethe/contracts';
import { refuse } from '@lethe/deciding';
import { Controller } from '@nestjs/common';
import { at } from './factors.given.ts';

export const emailCode = '111111';

/** By the command under which identity confirmed it. */
const confirmed = new Map<string, string>();
export const mails: InputOf<typeof SendMail>[] = [];
export const acknowledged: InputOf<typeof AcknowledgeClearing>[] = [];

@Controller()
export class CodeController {
  /** Like identity: an account's code is spent by one command, and that command gets the same answer again. */
  @Answers(ConfirmCode)
  async confirm({ accountId, code }: InputOf<typeof ConfirmCode>, { command }: CallContext) {
    if (code !== emailCode) return refuse('code-wrong', { attemptsLeft: 4 });
    const spentBy = confirmed.get(accountId) ?? command.id;
    if (spentBy !== command.id) return refuse('code-expired');
    confirmed.set(accountId, command.id);
    return { confirmedAt: at };
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

export const floors = {
  raised: [] as InputOf<typeof RaiseFloor>[],
  /** Session is away, as it seems. */
  away: false,
};

@Controller()
export class FloorController {
  @Answers(RaiseFloor)
  async raise(input: InputOf<typeof RaiseFloor>) {
    if (floors.away) throw new Error('Session is away.');
    floors.raised.push(input);
    return {};
  }
}

export const neverAsked = new Set<string>();
const lookedFor: string[] = [];
/** How often somebody wanted to know whether this was asked. */
export const looksFor = (cancellationId: string): number => lookedFor.filter((each) => each === cancellationId).length;

@Controller()
export class ParticipantController {
  @Answers(ReadClearing)
  async read({ cancellationId }: InputOf<typeof ReadClearing>): Promise<OutputOf<typeof ReadClearing>> {
    lookedFor.push(cancellationId);
    return { asked: !neverAsked.has(cancellationId) };
  }

  /** Like cancellation: at least once is once. */
  @Answers(AcknowledgeClearing)
  async acknowledge(input: InputOf<typeof AcknowledgeClearing>) {
    if (!acknowledged.some(({ cancellationId }) => cancellationId === input.cancellationId)) acknowledged.push(input);
    return {};
  }
}
