import { Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { ReadCancellationAnswer } from '../../api/generated/types.gen.ts';
import { Cell, Row, StackedTable } from '../../look/stacked-table.tsx';
import { useTexts } from '../../texts/use-texts.tsx';
import { Instant } from '../../time/instant.tsx';
import { StandingText } from './participants-table.tsx';
import { closureStanding } from './standing.ts';
import { adminCancellationTexts } from './texts.ts';

type Given = Readonly<{ cancellation: ReadCancellationAnswer; now: number }>;

/** When each ticket is closed; which ticket it is, nobody here need know. */
export const TicketsTable = ({ cancellation: { state, closures }, now }: Given): ReactNode => {
  const texts = useTexts(adminCancellationTexts);
  const isAwaited = state === 'final' || state === 'cleared-but-tickets';
  if (closures === null) return isAwaited ? <Text c="dimmed">{texts.noDates}</Text> : null;
  if (closures.length === 0) return null;
  return (
    <StackedTable name={texts.tickets} columns={[texts.ticket, texts.standing, texts.closes, texts.due, texts.closed]}>
      {closures.map((closure, index) => (
        // Their order is the server's, and they have no id here.
        // oxlint-disable-next-line react/no-array-index-key
        <Row key={index}>
          <Cell column={texts.ticket} isHeader>
            {texts.ticketNumber(index + 1)}
          </Cell>
          <Cell column={texts.standing}>
            <StandingText standing={closureStanding(closure, now)} now={now} />
          </Cell>
          <Cell column={texts.closes}>
            <Instant at={closure.closesAt} />
          </Cell>
          <Cell column={texts.due}>
            <Instant at={closure.dueBy} />
          </Cell>
          <Cell column={texts.closed}>
            {closure.closedAt === null ? texts.nothing : <Instant at={closure.closedAt} />}
          </Cell>
        </Row>
      ))}
    </StackedTable>
  );
};
