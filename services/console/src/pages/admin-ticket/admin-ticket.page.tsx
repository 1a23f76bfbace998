import { Anchor, Button, Group, Stack } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { usePathParameter } from '../../address.ts';
import { readStaffTicket } from '../../api/generated/sdk.gen.ts';
import type {
  ReadStaffTicketAnswer,
  StaffTicket,
  StaffTicketChange,
  TicketPerson,
} from '../../api/generated/types.gen.ts';
import { usePages } from '../../api/use-pages.ts';
import { FramedPage } from '../../look/page.tsx';
import { paths } from '../../paths.ts';
import { Copyable } from '../../states/copy.tsx';
import { Shown } from '../../states/shown.tsx';
import { useTexts } from '../../texts/use-texts.tsx';
import { ticketPlaces } from '../../tickets/places.ts';
import { StateBadge } from '../../tickets/state-badge.tsx';
import { Facts, Thread } from '../../tickets/thread.tsx';
import { ticketWords } from '../../tickets/ticket-words.texts.ts';
import { Instant } from '../../time/instant.tsx';
import { DeskActions } from './desk-actions.tsx';
import { adminTicketTexts } from './texts.ts';

/** Anybody's ticket, for the staff. */
export const Page = (): ReactNode => {
  const ticketId = usePathParameter('ticketId');
  return <OneTicket key={ticketId} ticketId={ticketId} />;
};

const OneTicket = ({ ticketId }: Readonly<{ ticketId: string }>): ReactNode => {
  const texts = useTexts(adminTicketTexts);
  const words = useTexts(ticketWords);
  const { read, more } = usePages(ticketPlaces.deskOne(ticketId), (cursor) =>
    readStaffTicket({ path: { ticketId }, query: { cursor } }),
  );
  const subject = read.data?.[0]?.ticket.subject;
  return (
    <FramedPage title={subject === undefined ? texts.title : (subject ?? words.noSubject)}>
      <Group>
        <Anchor component={Link} to={paths.adminTickets}>
          {texts.backToDesk}
        </Anchor>
      </Group>
      <Shown read={read}>
        {(pages) => {
          // The page that was read last knows best.
          const { ticket } = pages.at(-1)!;
          return (
            <>
              <TicketFacts ticket={ticket} />
              <DeskThread pages={pages} />
              {more !== undefined && (
                <Group>
                  <Button variant="default" onClick={more}>
                    {words.showMore}
                  </Button>
                </Group>
              )}
              <DeskActions ticket={ticket} />
            </>
          );
        }}
      </Shown>
    </FramedPage>
  );
};

const TicketFacts = ({ ticket }: Readonly<{ ticket: StaffTicket }>): ReactNode => {
  const texts = useTexts(adminTicketTexts);
  const words = useTexts(ticketWords);
  const { state, type, priority, submitter, assignee, submittedAt, waitingSince } = ticket;
  return (
    <Facts
      facts={[
        [words.state, <StateBadge key="state" state={state} />],
        [texts.assignee, <bdi key="assignee">{assignee?.username ?? texts.nobody}</bdi>],
        [texts.submitter, <bdi key="submitter">{submitter?.username ?? texts.cancelledAccount}</bdi>],
        [words.type, words[type]],
        [words.priority, words[priority]],
        [words.workspace, <Workspace key="workspace" workspaceId={ticket.workspaceId} />],
        [words.submitted, <Instant key="submitted" at={submittedAt} />],
        ...(waitingSince === null ? [] : [[texts.waiting, <Instant key="waiting" at={waitingSince} />] as const]),
      ]}
    />
  );
};

/** Names of workspaces are their members' alone; staff know the id. */
const Workspace = ({ workspaceId }: Pick<StaffTicket, 'workspaceId'>): ReactNode => {
  const texts = useTexts(adminTicketTexts);
  const words = useTexts(ticketWords);
  if (workspaceId === null) return words.serviceDesk;
  return (
    <Stack gap={4} align="flex-start">
      <Copyable text={workspaceId} label={texts.workspaceId} />
      <Anchor component={Link} to={paths.adminTickets} search={{ workspace: workspaceId } as never}>
        {texts.allOfWorkspace}
      </Anchor>
    </Stack>
  );
};

const DeskThread = ({ pages }: Readonly<{ pages: readonly ReadStaffTicketAnswer[] }>): ReactNode => {
  const texts = useTexts(adminTicketTexts);
  const nameOf = (person: TicketPerson | null): string => person?.username ?? texts.cancelledAccount;
  const what = ({ change, assignee }: StaffTicketChange): string =>
    change === 'assigned' ? texts.assigned(nameOf(assignee)) : texts[change];
  return (
    <Thread
      messages={pages.flatMap(({ messages }) =>
        messages.map(({ messageId, from, author, text, at }) => ({
          key: messageId,
          who: <bdi>{from === 'staff' ? texts.ofStaff(nameOf(author)) : nameOf(author)}</bdi>,
          ofStaff: from === 'staff',
          text,
          at,
        })),
      )}
      changes={pages.flatMap(({ changes }) =>
        changes.map((change, index) => ({
          key: `${change.change} ${change.at} ${String(index)}`,
          what: what(change),
          at: change.at,
        })),
      )}
    />
  );
};
