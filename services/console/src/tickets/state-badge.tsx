import { Badge } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTexts } from '../texts/use-texts.tsx';
import { ticketWords } from './ticket-words.texts.ts';
import { isEnded, type TicketState } from './words.ts';

/** Where a ticket stands. An unclosed one has the accent; the word says which. */
export const StateBadge = ({ state }: Readonly<{ state: TicketState }>): ReactNode => (
  <Badge variant="outline" tt="none" fw={500} size="lg" color={isEnded({ state }) ? 'gray' : 'accent'}>
    {useTexts(ticketWords)[state]}
  </Badge>
);
