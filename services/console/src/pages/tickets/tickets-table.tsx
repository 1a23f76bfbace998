import { Anchor, Button, Group, Stack } from '@mantine/core';
import { Link, useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Ticket } from '../../api/generated/types.gen.ts';
import { Cell, Row, StackedTable } from '../../look/stacked-table.tsx';
import { paths, pathTo } from '../../paths.ts';
import { useTexts } from '../../texts/use-texts.tsx';
import { Closing } from '../../tickets/closing.tsx';
import { StateBadge } from '../../tickets/state-badge.tsx';
import { ticketWords } from '../../tickets/ticket-words.texts.ts';
import { Instant } from '../../time/instant.tsx';
import { ticketsTexts } from './texts.ts';

type Given = Readonly<{ tickets: readonly Ticket[]; more: (() => void) | undefined }>;

export const TicketsTable = ({ tickets, more }: Given): ReactNode => {
  const texts = useTexts(ticketsTexts);
  const words = useTexts(ticketWords);
  const columns = [words.subject, words.state, words.type, words.priority, words.submitted, words.closes];
  return (
    <Stack align="flex-start">
      <StackedTable name={texts.table} columns={columns}>
        {tickets.map((ticket) => (
          <TicketRow key={ticket.ticketId} ticket={ticket} />
        ))}
      </StackedTable>
      {more !== undefined && (
        <Group>
          <Button variant="default" onClick={more}>
            {words.showMore}
          </Button>
        </Group>
      )}
    </Stack>
  );
};

const TicketRow = ({ ticket }: Readonly<{ ticket: Ticket }>): ReactNode => {
  const words = useTexts(ticketWords);
  const navigate = useNavigate();
  const href = pathTo(paths.ticket, { ticketId: ticket.ticketId });
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
      <Cell column={words.type}>{words[ticket.type]}</Cell>
      <Cell column={words.priority}>{words[ticket.priority]}</Cell>
      <Cell column={words.submitted}>
        <Instant at={ticket.submittedAt} as="date" />
      </Cell>
      <Cell column={words.closes}>
        <Closing ticket={ticket} />
      </Cell>
    </Row>
  );
};
