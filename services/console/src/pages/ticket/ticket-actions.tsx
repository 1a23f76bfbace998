import { Button, Divider, Group, Stack, Text, Textarea, Title } from '@mantine/core';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { useSearch } from '../../address.ts';
import { cancelTicket, closeTicket, replyToTicket } from '../../api/generated/sdk.gen.ts';
import type { Ticket } from '../../api/generated/types.gen.ts';
import { useAction } from '../../api/use-action.ts';
import { useChanged } from '../../api/use-read.ts';
import { paths } from '../../paths.ts';
import { Outcome } from '../../states/outcome.tsx';
import { useTexts } from '../../texts/use-texts.tsx';
import { Ending } from '../../tickets/ending.tsx';
import { beginTicketWith, keptText } from '../../tickets/new-ticket.ts';
import { NextNotice } from '../../tickets/next-notice.tsx';
import { ticketPlaces } from '../../tickets/places.ts';
import { isEnded } from '../../tickets/words.ts';
import { draftOf, WriteForm } from '../../tickets/write-form.tsx';
import { useTime } from '../../time/use-time.ts';
import { ticketTexts } from './texts.ts';

type Given = Readonly<{ ticket: Ticket }>;

/** What comes next, and what one can do: reply and end it, or go on in a new one. */
export const TicketActions = ({ ticket }: Given): ReactNode => {
  const { ticketId } = ticket;
  const texts = useTexts(ticketTexts);
  const [, setOpen] = useSearch('open');
  const changed = useChanged();
  const [isDone, setDone] = useState(false);
  const done = (): void => {
    setOpen(undefined);
    setDone(true);
  };
  const close = useAction(closeTicket, { changes: [ticketPlaces.own], done });
  const cancel = useAction(cancelTicket, { changes: [ticketPlaces.own], done });
  const refused = (): void => void changed(ticketPlaces.own);
  if (isEnded(ticket)) return <Ended ticket={ticket} takesFocus={isDone} />;
  return (
    <Stack gap="lg">
      <NextNotice>
        <WhatIsNext ticket={ticket} />
      </NextNotice>
      <WriteForm
        ticketId={ticketId}
        draft="reply"
        operation={replyToTicket}
        changes={[ticketPlaces.own]}
        refused={refused}
        label={texts.reply}
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
          what={texts.closeWhat}
          keep={texts.closeKeep}
          action={close}
          onAct={() => void close.run({ path: { ticketId } })}
          refused={refused}
        />
        {(ticket.state === 'waiting-for-assignment' || cancel.problem !== undefined) && (
          <Ending
            id="cancel"
            ask={texts.cancel}
            act={texts.cancelAct}
            what={texts.cancelWhat}
            keep={texts.cancelKeep}
            action={cancel}
            onAct={() => void cancel.run({ path: { ticketId } })}
            refused={refused}
          />
        )}
      </Stack>
    </Stack>
  );
};

const WhatIsNext = ({ ticket: { state, closesAt, dueBy } }: Given): ReactNode => {
  const texts = useTexts(ticketTexts);
  const time = useTime();
  if (state === 'waiting-for-assignment') return texts.nobodyYet;
  if (state === 'waiting-for-feedback') return texts.beingWorkedOn;
  if (closesAt === null) return texts.answeredOnly;
  return dueBy === null ? texts.answered(time.instant(closesAt)) : texts.closesAnyway(time.instant(dueBy));
};

const why = {
  submitter: 'youClosed',
  staff: 'staffClosed',
  'no-answer': 'noAnswer',
  'submitter-cancelled': 'withAccount',
} as const;

const Ended = ({ ticket, takesFocus }: Given & Readonly<{ takesFocus: boolean }>): ReactNode => {
  const { ticketId, state, closedAt, closedBecause } = ticket;
  const texts = useTexts(ticketTexts);
  const time = useTime();
  const said = state === 'cancelled' ? 'youCancelled' : why[closedBecause ?? 'staff'];
  const draft = keptText(draftOf(ticketId, 'reply'));
  return (
    <Outcome title={texts[said](time.instant(closedAt ?? 0))} takesFocus={takesFocus}>
      <Text>{texts.final}</Text>
      {draft === '' ? (
        <Button component={Link} to={paths.newTicket}>
          {texts.newTicket}
        </Button>
      ) : (
        <UnsentDraft text={draft} />
      )}
    </Outcome>
  );
};

/** It was closed while somebody typed: the text is not lost. */
const UnsentDraft = ({ text }: Readonly<{ text: string }>): ReactNode => {
  const texts = useTexts(ticketTexts);
  const navigate = useNavigate();
  const begin = (): void => {
    beginTicketWith(text);
    void navigate({ to: paths.newTicket });
  };
  return (
    <>
      <Textarea label={texts.draftLeft} value={text} readOnly autosize maxRows={12} w="100%" dir="auto" />
      <Group>
        <Button onClick={begin}>{texts.newFromDraft}</Button>
      </Group>
    </>
  );
};
