import { Anchor, Button, Group, Stack } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { usePathParameter } from '../../address.ts';
import { readTicket } from '../../api/generated/sdk.gen.ts';
import type { ReadTicketAnswer, Ticket } from '../../api/generated/types.gen.ts';
import { usePages } from '../../api/use-pages.ts';
import { FramedPage } from '../../look/page.tsx';
import { paths } from '../../paths.ts';
import { Shown } from '../../states/shown.tsx';
import { useTexts } from '../../texts/use-texts.tsx';
import { ticketPlaces } from '../../tickets/places.ts';
import { StateBadge } from '../../tickets/state-badge.tsx';
import { Facts, Thread } from '../../tickets/thread.tsx';
import { ticketWords } from '../../tickets/ticket-words.texts.ts';
import { Instant } from '../../time/instant.tsx';
import { useShownName } from '../../workspaces/use-shown-name.ts';
import { useWorkspace } from '../../workspaces/use-workspace.ts';
import { TicketActions } from './ticket-actions.tsx';
import { ticketTexts } from './texts.ts';

/** An own ticket: where it stands, what was written, and what one can do. */
export const Page = (): ReactNode => {
  const ticketId = usePathParameter('ticketId');
  return <OneTicket key={ticketId} ticketId={ticketId} />;
};

const OneTicket = ({ ticketId }: Readonly<{ ticketId: string }>): ReactNode => {
  const texts = useTexts(ticketTexts);
  const words = useTexts(ticketWords);
  const { read, more } = usePages(ticketPlaces.ownOne(ticketId), (cursor) =>
    readTicket({ path: { ticketId }, query: { cursor } }),
  );
  const subject = read.data?.[0]?.ticket.subject;
  return (
    <FramedPage title={subject === undefined ? texts.title : (subject ?? words.noSubject)}>
      <Group>
        <Anchor component={Link} to={paths.tickets}>
          {texts.all}
        </Anchor>
      </Group>
      <Shown read={read}>
        {(pages) => {
          // The page that was read last knows best.
          const { ticket } = pages.at(-1)!;
          return (
            <>
              <TicketFacts ticket={ticket} />
              <OwnThread pages={pages} />
              {more !== undefined && (
                <Group>
                  <Button variant="default" onClick={more}>
                    {words.showMore}
                  </Button>
                </Group>
              )}
              <TicketActions ticket={ticket} />
            </>
          );
        }}
      </Shown>
    </FramedPage>
  );
};

const TicketFacts = ({ ticket }: Readonly<{ ticket: Ticket }>): ReactNode => {
  const words = useTexts(ticketWords);
  const { all } = useWorkspace();
  const shown = useShownName();
  const mine = all.find(({ workspaceId }) => workspaceId === ticket.workspaceId);
  const name = mine === undefined ? words.noWorkspace : shown(mine.name);
  const workspace = ticket.workspaceId === null ? words.serviceDesk : <bdi>{name}</bdi>;
  return (
    <Facts
      facts={[
        [words.state, <StateBadge key="state" state={ticket.state} />],
        [words.type, words[ticket.type]],
        [words.priority, words[ticket.priority]],
        [words.workspace, workspace],
        [words.submitted, <Instant key="submitted" at={ticket.submittedAt} />],
      ]}
    />
  );
};

const OwnThread = ({ pages }: Readonly<{ pages: readonly ReadTicketAnswer[] }>): ReactNode => {
  const texts = useTexts(ticketTexts);
  return (
    <Stack>
      <Thread
        messages={pages.flatMap(({ messages }) =>
          messages.map(({ messageId, from, text, at }) => ({
            key: messageId,
            who: from === 'staff' ? texts.staff : texts.you,
            ofStaff: from === 'staff',
            text,
            at,
          })),
        )}
        changes={pages.flatMap(({ changes }) =>
          changes.map(({ change, at }, index) => ({
            key: `${change} ${at} ${String(index)}`,
            what: texts[change],
            at,
          })),
        )}
      />
    </Stack>
  );
};
