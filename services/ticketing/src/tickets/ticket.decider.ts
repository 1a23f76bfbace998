import type { Decider, Refusal } from '@lethe/deciding';
import { cancelSubmitterOf, type CancelSubmitterOf } from '../clearing/cancel-submitter-of.ts';
import { closeDueTicket, type CloseDueTicket } from '../closing/close-due-ticket.ts';
import { closeTicket, type CloseTicket } from '../closing/close-ticket.ts';
import { answerTicket, type AnswerTicket } from '../desk/answer-ticket.ts';
import { assignTicket, type AssignTicket } from '../desk/assign-ticket.ts';
import { cancelTicket, type CancelTicket } from './cancel-ticket.ts';
import { moveToDesk, type MoveToDesk } from './move-to-desk.ts';
import { replyToTicket, type ReplyToTicket } from './reply-to-ticket.ts';
import { submitTicket, type SubmitTicket } from './submit-ticket.ts';
import type { TicketEvent } from './ticket.events.ts';
import { ticketFold, type Ticket } from './ticket.ts';

type TicketCommand =
  | SubmitTicket
  | ReplyToTicket
  | AssignTicket
  | AnswerTicket
  | CancelTicket
  | CloseTicket
  | CloseDueTicket
  | MoveToDesk
  | CancelSubmitterOf;

export const ticketDecider: Decider<TicketCommand, Ticket, TicketEvent, Refusal> = {
  ...ticketFold,
  decide: (command, ticket) => {
    switch (command.type) {
      case 'SubmitTicket':
        return submitTicket(command, ticket);
      case 'ReplyToTicket':
        return replyToTicket(command, ticket);
      case 'AssignTicket':
        return assignTicket(command, ticket);
      case 'AnswerTicket':
        return answerTicket(command, ticket);
      case 'CancelTicket':
        return cancelTicket(command, ticket);
      case 'CloseTicket':
        return closeTicket(command, ticket);
      case 'CloseDueTicket':
        return closeDueTicket(command, ticket);
      case 'MoveToDesk':
        return moveToDesk(command, ticket);
      case 'CancelSubmitterOf':
        return cancelSubmitterOf(command, ticket);
    }
  },
};
