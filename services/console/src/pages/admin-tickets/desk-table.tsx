import { Anchor, Button, Stack } from '@mantine/core';
import { Link, useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { StaffTicket, TicketPerson } from '../../api/generated/types.gen.ts';
import { Cell, Row, StackedTable } from '../../look/stacked-table.tsx';
import { paths, pathTo } from '../../paths.ts';
import { useTexts } from '../../texts/use-texts.tsx';
import { Closing } from '../../tickets/closing.tsx';
import { StateBadge } from '../../tickets/state-badge.tsx';
import { ticketWords } from '../../tickets/ticket-words.texts.ts';
import { useTime } from '../../time/use-time.ts';
import { adminTicketsTexts } from './texts.ts';

type Given = Readonly<{ tickets: readonly StaffTicket[]; more: (() => void) | undefined }>;

export const DeskTable = ({ tickets, more }: Given): ReactNode => {
  const texts = useTexts(adminTicketsTexts);
  const words = useTexts(ticketWords);
  const columns = [
    words.subject,
    words.state,
    texts.waiting,
    words.priority,
    words.type,
    texts.submitter,
    texts.assigned,
    words.closes,
  ];
  return (
    <Stack align="flex-start">
      <StackedTable name={texts.table} columns={columns}>
        {tickets.map((ticket) => (
          <DeskRow key={ticket.ticketId} ticket={ticket} />
        ))}
      </StackedTable>
      {more !== undefined && (
        <Button variant="default" onClick={more}>
          {words.showMore}
        </Button>
      )}
    </Stack>
  );
};

const DeskRow = ({ ticket }: Readonly<{ ticket: StaffTicket }>): ReactNode => {
  const texts = useTexts(adminTicketsTexts);
  const words = useTexts(ticketWords);
  const navigate = useNavigate();
  const href = pathTo(paths.adminTicket, { ticketId: ticket.ticketId });
  return (
    <Row open={() => void navigate({ to: href })}>
      <Cell column={words.subject} isHeader>
        <Anchor component={Link} to={href} onClick={(event) => event.stopPropagation()} dir="auto">
          {ticket.subject ?? words.noSubject}
        </Anchor>
      </Cell>
      <Cell column={words.state}>
        <StateBadge state={ticket.state} />
      </Cell>
      <Cell column={texts.waiting}>
        <Since at={ticket.waitingSince} />
      </Cell>
      <Cell column={words.priority}>{words[ticket.priority]}</Cell>
      <Cell column={words.type}>{words[ticket.type]}</Cell>
      <Cell column={texts.submitter}>
        <Name person={ticket.submitter} absent={texts.cancelledAccount} />
      </Cell>
      <Cell column={texts.assigned}>
        <Name person={ticket.assignee} absent={texts.nobody} />
      </Cell>
      <Cell column={words.closes}>
        <Closing ticket={ticket} />
      </Cell>
    </Row>
  );
};

/** In words; a row has one stop for the keyboard, and the ticket's page the exact time. */
const Since = ({ at }: Readonly<{ at: string | null }>): ReactNode => {
  const time = useTime();
  if (at === null) return <span aria-hidden>–</span>;
  return (
    <time dateTime={at} title={time.instant(at)}>
      {time.relative(at)}
    </time>
  );
};

const Name = ({ person, absent }: Readonly<{ person: TicketPerson | null; absent: string }>): ReactNode =>
  person?.username == null ? absent : <bdi>{person.username}</bdi>;
