import { Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { listTickets } from '../../api/generated/sdk.gen.ts';
import type { CancellationNotice } from '../../api/generated/types.gen.ts';
import { reading, useRead } from '../../api/use-read.ts';
import { useTexts } from '../../texts/use-texts.tsx';
import { Instant } from '../../time/instant.tsx';
import { useTime } from '../../time/use-time.ts';
import { StillSeen } from './still-seen.tsx';
import { cancelTexts } from './texts.ts';
import tableStyles from '../../look/table.module.css';

/** So many the notice names at most. */
const most = 100;

const unclosed = reading(['tickets', 'unclosed'], () =>
  listTickets({
    query: { state: ['waiting-for-assignment', 'waiting-for-feedback', 'feedback-provided'], limit: most },
  }),
);

/** The open tickets by their subjects, each with the date by which it is closed (TIC-2). */
export const NoticedTickets = ({
  notice: { ticketsClosed, tickets },
}: Readonly<{ notice: CancellationNotice }>): ReactNode => {
  const texts = useTexts(cancelTexts);
  const time = useTime();
  const { data } = useRead(unclosed, { when: tickets.length > 0 });
  const subjects = new Map(data?.tickets.map(({ ticketId, subject }) => [ticketId, subject]));
  if (ticketsClosed === 0) return <Text>{texts.noTickets}</Text>;
  const more = ticketsClosed - tickets.length;
  return (
    <>
      <Text>{texts.ticketsCount(ticketsClosed)}</Text>
      <table className={tableStyles['table']}>
        <thead>
          <tr>
            <th>{texts.ticket}</th>
            <th>{texts.closedBy}</th>
          </tr>
        </thead>
        <tbody>
          {tickets.map(({ ticketId, submittedAt, dueBy }) => (
            <tr key={ticketId}>
              <td>
                <bdi>{subjects.get(ticketId) ?? texts.ticketOf(time.instant(submittedAt))}</bdi>
              </td>
              <td>
                <Instant at={dueBy} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {more > 0 && <Text>{texts.andMore(more)}</Text>}
      <StillSeen>{texts.othersSeeTickets}</StillSeen>
    </>
  );
};
