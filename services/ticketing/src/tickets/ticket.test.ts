import { describe, expect, it } from '@jest/globals';
import { fold } from '@lethe/deciding';
import { specify } from '@lethe/deciding/specify';
import {
  ada,
  answered,
  assigned,
  at,
  cancelled,
  closed,
  eve,
  movedToDesk,
  replied,
  sam,
  submitted,
  ticketId,
  workspaceId,
} from '../testing/tickets.ts';
import { submissionsOf } from './submissions.ts';
import type { SubmitterEvent } from './submitter.events.ts';
import { cancellationFinishedWith, standingFold, submitterFold, ticketsOf } from './submitter.ts';
import type { TicketEvent } from './ticket.events.ts';
import { submitTicket } from './submit-ticket.ts';
import { replyToTicket } from './reply-to-ticket.ts';
import { assignTicket } from '../desk/assign-ticket.ts';
import { answerTicket } from '../desk/answer-ticket.ts';
import { cancelTicket } from './cancel-ticket.ts';
import { closeTicket } from '../closing/close-ticket.ts';
import { closeDueTicket } from '../closing/close-due-ticket.ts';
import { moveToDesk } from './move-to-desk.ts';
import { ticketFold } from './ticket.ts';

const given = specify(ticketFold, {
  submitTicket,
  replyToTicket,
  assignTicket,
  answerTicket,
  cancelTicket,
  closeTicket,
  closeDueTicket,
  moveToDesk,
});
const stateAfter = (...events: readonly TicketEvent[]) => given(...events).state().state;

describe('Submitting a ticket (TIC-1)', () => {
  const submit = {
    type: 'SubmitTicket',
    data: {
      ticketId,
      workspaceId,
      submitterId: ada,
      type: 'incident',
      priority: 'high',
      subject: 'It hums',
      text: 'It hums at night.',
      at,
    },
  } as const;

  it('makes one that waits for assignment', () => {
    given().when(submit).then(submitted);
    expect(stateAfter(submitted)).toBe('waiting-for-assignment');
  });
  it('a second time changes nothing', () => {
    given(submitted).when(submit).nothing();
  });
});

describe('Assigning a ticket (TIC-1)', () => {
  const assign = (to: string) => ({ type: 'AssignTicket', data: { ticketId, to, at } }) as const;

  it('makes it wait for feedback', () => {
    given(submitted).when(assign(sam)).then(assigned());
    expect(stateAfter(submitted, assigned())).toBe('waiting-for-feedback');
  });
  it('to oneself again changes nothing', () => {
    given(submitted, assigned()).when(assign(sam)).nothing();
    given(submitted, answered()).when(assign(sam)).nothing();
  });
  it('takes it over from somebody else, and leaves the answer standing', () => {
    given(submitted, assigned(eve), answered()).when(assign(sam)).then(assigned());
    expect(stateAfter(submitted, assigned(eve), answered(), assigned())).toBe('feedback-provided');
  });
  it('is refused where the ticket is closed or never was', () => {
    given(submitted, closed('staff')).when(assign(sam)).refused('ticket-closed');
    given().when(assign(sam)).refused('ticket-unknown');
  });
});

describe('Answering a ticket (TIC-1)', () => {
  const answer = { type: 'AnswerTicket', data: { ticketId, by: sam, text: 'Turn it round.', at } } as const;

  it('provides feedback, also where nobody had taken the ticket', () => {
    given(submitted).when(answer).then(answered());
    expect(stateAfter(submitted, answered())).toBe('feedback-provided');
    expect(stateAfter(submitted, assigned(), answered())).toBe('feedback-provided');
  });
  it('is refused where the ticket is closed or never was', () => {
    given(submitted, closed('submitter')).when(answer).refused('ticket-closed');
    given().when(answer).refused('ticket-unknown');
  });
});

describe('Replying to a ticket (TIC-1)', () => {
  const reply = (by: string) =>
    ({ type: 'ReplyToTicket', data: { ticketId, by, text: 'It still hums.', at } }) as const;

  it('to feedback makes it wait for feedback again', () => {
    given(submitted, answered()).when(reply(ada)).then(replied());
    expect(stateAfter(submitted, answered(), replied())).toBe('waiting-for-feedback');
  });
  it('before that leaves it where it waits', () => {
    expect(stateAfter(submitted, replied())).toBe('waiting-for-assignment');
    expect(stateAfter(submitted, assigned(), replied())).toBe('waiting-for-feedback');
  });
  it('finds no ticket of somebody else', () => {
    given(submitted).when(reply(eve)).refused('ticket-unknown');
    given(submitted, closed('staff')).when(reply(eve)).refused('ticket-unknown');
  });
  it('is refused where the ticket is closed: closed is final', () => {
    given(submitted, closed('staff')).when(reply(ada)).refused('ticket-closed');
  });
});

describe('Cancelling a ticket (TIC-1)', () => {
  const cancel = (by: string) => ({ type: 'CancelTicket', data: { ticketId, by, at } }) as const;

  it('is done by its submitter while nobody works on it', () => {
    given(submitted).when(cancel(ada)).then(cancelled);
    given(submitted, replied()).when(cancel(ada)).then(cancelled);
    given(submitted, movedToDesk).when(cancel(ada)).then(cancelled);
    expect(given(submitted, cancelled).state()).toMatchObject({ state: 'cancelled', endedAt: at });
  });
  it('is refused once somebody works on it', () => {
    given(submitted, assigned()).when(cancel(ada)).refused('ticket-assigned');
    given(submitted, answered()).when(cancel(ada)).refused('ticket-assigned');
    given(submitted, answered(), replied()).when(cancel(ada)).refused('ticket-assigned');
  });
  it("finds no ticket of somebody else's", () => {
    given(submitted).when(cancel(eve)).refused('ticket-unknown');
    given().when(cancel(ada)).refused('ticket-unknown');
  });
  it('is final, like closing: nothing is done to the ticket any more', () => {
    given(submitted, closed('staff')).when(cancel(ada)).refused('ticket-closed');
    const history = given(submitted, cancelled);
    history.when(cancel(ada)).refused('ticket-closed');
    history.when({ type: 'ReplyToTicket', data: { ticketId, by: ada, text: 'Wait.', at } }).refused('ticket-closed');
    history.when({ type: 'AssignTicket', data: { ticketId, to: sam, at } }).refused('ticket-closed');
    history.when({ type: 'AnswerTicket', data: { ticketId, by: sam, text: 'No.', at } }).refused('ticket-closed');
    history.when({ type: 'CloseTicket', data: { ticketId, because: 'staff', at } }).refused('ticket-closed');
    history.when({ type: 'CloseDueTicket', data: { ticketId, at: '9999-01-01T00:00:00.000Z' } }).nothing();
    history.when({ type: 'MoveToDesk', data: { ticketId, at } }).nothing();
  });
});

describe('A ticket waits (A1)', () => {
  const later = '2026-11-26T09:00:00.000Z';
  const since = (...events: readonly TicketEvent[]) => given(...events).state();

  it('from its submitting, whoever takes it', () => {
    expect(since(submitted, assigned(), replied(later))).toMatchObject({ waitingSince: at });
  });
  it('from the last answer, and from the reply to it', () => {
    expect(since(submitted, answered(later))).toMatchObject({ waitingSince: later });
    expect(since(submitted, answered(), replied(later))).toMatchObject({ waitingSince: later });
    expect(since(submitted, answered(), replied(later), replied('2026-11-27T09:00:00.000Z'))).toMatchObject({
      waitingSince: later,
    });
  });
});

describe('A closed workspace (TIC-1)', () => {
  const move = { type: 'MoveToDesk', data: { ticketId, at } } as const;

  it('leaves its unclosed tickets to the service desk', () => {
    given(submitted).when(move).then(movedToDesk);
    expect(given(submitted, movedToDesk).state()).toMatchObject({ workspaceId: null });
  });
  it('moves no ticket twice, and no closed one', () => {
    given(submitted, movedToDesk).when(move).nothing();
    given(submitted, closed('staff')).when(move).nothing();
    given().when(move).nothing();
  });
});

describe("A submitter's tickets", () => {
  it('are unclosed from submitting to closing, whatever happens between', () => {
    const history = [submitted, assigned(), answered(), replied(), movedToDesk];
    const before = history.flatMap((event) => submissionsOf(event, ada));
    expect(before).toStrictEqual([{ type: 'SubmissionOpened', data: { accountId: ada, ticketId, openedAt: at } }]);
    expect(ticketsOf(fold(submitterFold, before))).toEqual({ unclosed: new Set([ticketId]), closed: new Set() });
    const after = [...before, ...submissionsOf(closed('staff'), ada)];
    expect(ticketsOf(fold(submitterFold, after))).toEqual({ unclosed: new Set(), closed: new Set([ticketId]) });
    const takenBack = [...before, ...submissionsOf(cancelled, ada)];
    expect(ticketsOf(fold(submitterFold, takenBack))).toEqual({ unclosed: new Set(), closed: new Set([ticketId]) });
  });
});

describe("A cancelled submitter's clearing (GRO-1, TIC-5)", () => {
  const cancellation = { accountId: ada, cancellationId: eve, finalAt: at, releasedAt: at, cancelledAt: at };
  const submitterCancelled: SubmitterEvent = { type: 'SubmitterCancelled', data: cancellation };
  const openedOne = (id: string): SubmitterEvent => ({
    type: 'SubmissionOpened',
    data: { accountId: ada, ticketId: id, openedAt: at },
  });
  const closedOne = (id: string): SubmitterEvent => ({
    type: 'SubmissionClosed',
    data: { accountId: ada, ticketId: id, closedAt: at },
  });
  const two = [openedOne('one'), openedOne('other')];
  const finishing = (...events: readonly SubmitterEvent[]) =>
    ['one', 'other'].filter((id) => cancellationFinishedWith(id, fold(standingFold, events)) !== undefined);

  it('is finished with the ticket that closed last, and with it alone', () => {
    const history = [...two, submitterCancelled, closedOne('other'), closedOne('one')];
    expect(finishing(...history)).toEqual(['one']);
    expect(cancellationFinishedWith('one', fold(standingFold, history))).toEqual(cancellation);
    expect(finishing(...two, closedOne('other'), submitterCancelled, closedOne('one'))).toEqual(['one']);
  });

  it('is not finished while a ticket is unclosed, nor where nobody cancelled', () => {
    expect(finishing(...two, submitterCancelled, closedOne('other'))).toEqual([]);
    expect(finishing(...two, closedOne('other'), closedOne('one'))).toEqual([]);
  });
});
