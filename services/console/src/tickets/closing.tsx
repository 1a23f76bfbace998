import { Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTexts } from '../texts/use-texts.tsx';
import { useTime } from '../time/use-time.ts';
import { ticketWords } from './ticket-words.texts.ts';
import type { AnyTicket } from './words.ts';

/** In a list: when a ticket was closed, or will be. */
export const Closing = ({ ticket: { state, closedAt, closesAt } }: Readonly<{ ticket: AnyTicket }>): ReactNode => {
  const texts = useTexts(ticketWords);
  const time = useTime();
  if (closedAt !== null)
    return (
      <Text c="dimmed" inherit>
        {state === 'cancelled' ? texts.cancelledAt(time.date(closedAt)) : texts.closedAt(time.date(closedAt))}
      </Text>
    );
  return closesAt === null ? <span aria-hidden>–</span> : texts.closesAt(time.date(closesAt));
};
