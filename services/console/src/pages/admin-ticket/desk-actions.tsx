import { Divider, Stack, Text, Title } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { useSearch } from '../../address.ts';
import { answerTicket, closeTicketByStaff } from '../../api/generated/sdk.gen.ts';
import type { StaffTicket } from '../../api/generated/types.gen.ts';
import { useAction } from '../../api/use-action.ts';
import { useChanged } from '../../api/use-read.ts';
import { useAccount } from '../../session/account.ts';
import { mayAnswer } from '../../staff/roles.ts';
import { Outcome } from '../../states/outcome.tsx';
import { useTexts } from '../../texts/use-texts.tsx';
import { Ending } from '../../tickets/ending.tsx';
import { NextNotice } from '../../tickets/next-notice.tsx';
import { ticketPlaces } from '../../tickets/places.ts';
import { isEnded } from '../../tickets/words.ts';
import { WriteForm } from '../../tickets/write-form.tsx';
import { useTime } from '../../time/use-time.ts';
import { Assignment } from './assignment.tsx';
import { adminTicketTexts } from './texts.ts';

type Given = Readonly<{ ticket: StaffTicket }>;

/** Assign, answer, close; auditors read. */
export const DeskActions = ({ ticket }: Given): ReactNode => {
  const { ticketId } = ticket;
  const texts = useTexts(adminTicketTexts);
  const { data: account } = useAccount();
  const [, setOpen] = useSearch('open');
  const changed = useChanged();
  const refused = (): void => void changed(ticketPlaces.desk);
  const [isDone, setDone] = useState(false);
  const close = useAction(closeTicketByStaff, {
    changes: [ticketPlaces.desk],
    done: () => {
      setOpen(undefined);
      setDone(true);
    },
  });
  if (isEnded(ticket)) return <Ended ticket={ticket} takesFocus={isDone} />;
  return (
    <Stack gap="lg">
      <NextNotice>
        <WhatIsNext ticket={ticket} />
      </NextNotice>
      {mayAnswer(account?.staffRole) ? (
        <>
          <Assignment ticket={ticket} refused={refused} />
          <Divider />
          <WriteForm
            ticketId={ticketId}
            draft="answer"
            operation={answerTicket as never}
            changes={[ticketPlaces.desk]}
            refused={refused}
            label={texts.answer}
            send={texts.send}
            enter={texts.enter}
            tooLong={texts.tooLong}
            sent={texts.sent}
          />
          <Divider />
          <Stack gap="sm" component="section" aria-labelledby="end">
            <Title order={2} id="end">
              {texts.end}
            </Title>
            <Ending
              id="close"
              ask={texts.close}
              act={texts.closeAct}
              what={ticket.submitter === null ? texts.closeOrphan : texts.closeWhat}
              keep={texts.closeKeep}
              action={close}
              onAct={() => void close.run({ path: { ticketId } })}
              refused={refused}
            />
          </Stack>
        </>
      ) : (
        <Text>{texts.readOnly}</Text>
      )}
    </Stack>
  );
};

const WhatIsNext = ({ ticket: { state, closesAt, dueBy } }: Given): ReactNode => {
  const texts = useTexts(adminTicketTexts);
  const time = useTime();
  if (dueBy !== null) return texts.due(time.instant(closesAt ?? dueBy), time.instant(dueBy));
  if (state === 'waiting-for-assignment') return texts.unassigned;
  return closesAt === null ? texts.waitsForStaff : texts.answered(time.instant(closesAt));
};

const why = {
  submitter: 'bySubmitter',
  staff: 'byStaff',
  'no-answer': 'noAnswer',
  'submitter-cancelled': 'withAccount',
} as const;

const Ended = ({ ticket, takesFocus }: Given & Readonly<{ takesFocus: boolean }>): ReactNode => {
  const { state, closedAt, closedBecause } = ticket;
  const texts = useTexts(adminTicketTexts);
  const time = useTime();
  const said = state === 'cancelled' ? 'wasCancelled' : why[closedBecause ?? 'staff'];
  return (
    <Outcome title={texts[said](time.instant(closedAt ?? 0))} takesFocus={takesFocus}>
      {texts.final}
    </Outcome>
  );
};
