import { Button, Group, Stack } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useSearch, useSearches } from '../../address.ts';
import { listTickets } from '../../api/generated/sdk.gen.ts';
import { usePages } from '../../api/use-pages.ts';
import { FramedPage } from '../../look/page.tsx';
import { paths } from '../../paths.ts';
import { Empty, Shown } from '../../states/shown.tsx';
import { useTexts } from '../../texts/use-texts.tsx';
import { OneChip, SeveralChips } from '../../tickets/filter-chips.tsx';
import { ticketPlaces } from '../../tickets/places.ts';
import { ticketWords } from '../../tickets/ticket-words.texts.ts';
import { someOf, ticketStates } from '../../tickets/words.ts';
import { useShownName } from '../../workspaces/use-shown-name.ts';
import { useWorkspace } from '../../workspaces/use-workspace.ts';
import { ticketsTexts } from './texts.ts';
import { TicketsTable } from './tickets-table.tsx';

/** The tickets one submitted, newest first, by state and workspace. */
export const Page = (): ReactNode => {
  const texts = useTexts(ticketsTexts);
  const words = useTexts(ticketWords);
  const [states, setStates] = useSearches('state');
  const [workspaceId, setWorkspace] = useSearch('workspace');
  const state = someOf(ticketStates, states);
  const filters = {
    ...(state.length === 0 ? {} : { state }),
    ...(workspaceId === undefined ? {} : { workspaceId }),
  };
  const { read, more } = usePages([...ticketPlaces.own, filters], (cursor) =>
    listTickets({ query: { ...filters, cursor } }),
  );
  const isFiltered = state.length > 0 || workspaceId !== undefined;
  return (
    <FramedPage title={texts.title} wide>
      <Group justify="space-between" align="flex-start">
        <Stack gap="xs" component="section">
          <SeveralChips
            name={words.state}
            choices={ticketStates.map((value) => ({ value, label: words[value] }))}
            chosen={state}
            choose={setStates}
          />
          <WorkspaceChips chosen={workspaceId} choose={setWorkspace} />
        </Stack>
        <NewTicket />
      </Group>
      <Shown read={read}>
        {(pages) => {
          const tickets = pages.flatMap((page) => page.tickets);
          if (tickets.length > 0) return <TicketsTable tickets={tickets} more={more} />;
          if (!isFiltered) return <Empty what={texts.none} />;
          return (
            <Empty what={texts.noneFound}>
              <Button variant="default" component={Link} to={paths.tickets}>
                {texts.showAll}
              </Button>
            </Empty>
          );
        }}
      </Shown>
    </FramedPage>
  );
};

const NewTicket = (): ReactNode => (
  <Button component={Link} to={paths.newTicket}>
    {useTexts(ticketsTexts).newTicket}
  </Button>
);

type Chosen = Readonly<{ chosen: string | undefined; choose: (chosen: string | undefined) => void }>;

const WorkspaceChips = ({ chosen, choose }: Chosen): ReactNode => {
  const words = useTexts(ticketWords);
  const { all } = useWorkspace();
  const nameOf = useShownName();
  const choices = all.map(({ workspaceId: value, name }) => ({ value, label: nameOf(name) }));
  const isKnown = chosen === undefined || choices.some(({ value }) => value === chosen);
  if (choices.length < 2 && chosen === undefined) return null;
  const shown = isKnown ? choices : [...choices, { value: chosen, label: words.noWorkspace }];
  return <OneChip name={words.workspace} choices={shown} chosen={chosen} choose={choose} />;
};
