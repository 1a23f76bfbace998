import { Button, Group, Stack, Text } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { useSearch, useSearches } from '../../address.ts';
import { useTexts } from '../../texts/use-texts.tsx';
import { OneChip, SeveralChips } from '../../tickets/filter-chips.tsx';
import { ticketWords } from '../../tickets/ticket-words.texts.ts';
import { oneOf, someOf, ticketPriorities, ticketStates, ticketTypes } from '../../tickets/words.ts';
import { adminTicketsTexts } from './texts.ts';

const assignments = ['me', 'nobody'] as const;
const uuid = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/;

/** What the address says is listed; what it says amiss is no filter. */
export const useDeskFilters = () => {
  const [states, setStates] = useSearches('state');
  const [assigned, setAssigned] = useSearch('assigned');
  const [priority, setPriority] = useSearch('priority');
  const [type, setType] = useSearch('type');
  const [workspace, setWorkspace] = useSearch('workspace');
  return {
    state: { chosen: someOf(ticketStates, states), choose: setStates },
    assignedTo: { chosen: oneOf(assignments, assigned), choose: setAssigned },
    priority: { chosen: oneOf(ticketPriorities, priority), choose: setPriority },
    type: { chosen: oneOf(ticketTypes, type), choose: setType },
    workspaceId: {
      chosen: workspace !== undefined && uuid.test(workspace) ? workspace : undefined,
      choose: setWorkspace,
    },
  } as const;
};

export type Filters = ReturnType<typeof useDeskFilters>;

/** As the API takes them. */
export const queryOf = ({ state, assignedTo, priority, type, workspaceId }: Filters) => ({
  ...(state.chosen.length === 0 ? {} : { state: state.chosen }),
  ...(assignedTo.chosen === undefined ? {} : { assignedTo: assignedTo.chosen }),
  ...(priority.chosen === undefined ? {} : { priority: priority.chosen }),
  ...(type.chosen === undefined ? {} : { type: type.chosen }),
  ...(workspaceId.chosen === undefined ? {} : { workspaceId: workspaceId.chosen }),
});

export const DeskFilters = ({ filters }: Readonly<{ filters: Filters }>): ReactNode => {
  const texts = useTexts(adminTicketsTexts);
  const words = useTexts(ticketWords);
  const { state, assignedTo, priority, type, workspaceId } = filters;
  const inUse = priority.chosen !== undefined || type.chosen !== undefined;
  const [wanted, setWanted] = useState(false);
  const isOpen = wanted || inUse;
  return (
    <Stack gap="xs" align="flex-start">
      <OneChip
        name={texts.assigned}
        choices={assignments.map((value) => ({ value, label: texts[value] }))}
        {...assignedTo}
      />
      <SeveralChips
        name={words.state}
        choices={ticketStates.map((value) => ({ value, label: words[value] }))}
        {...state}
      />
      {isOpen && (
        <>
          <OneChip
            name={words.priority}
            choices={ticketPriorities.map((value) => ({ value, label: words[value] }))}
            {...priority}
          />
          <OneChip name={words.type} choices={ticketTypes.map((value) => ({ value, label: words[value] }))} {...type} />
        </>
      )}
      {!inUse && (
        <Button
          variant="subtle"
          color="gray"
          size="compact-sm"
          aria-expanded={isOpen}
          onClick={() => setWanted(!wanted)}
        >
          {texts.more}
        </Button>
      )}
      {workspaceId.chosen !== undefined && (
        <Group gap="xs">
          <Text size="xs">{texts.ofWorkspace(workspaceId.chosen)}</Text>
          <Button size="compact-xs" variant="default" onClick={() => workspaceId.choose(undefined)}>
            {texts.everyWorkspace}
          </Button>
        </Group>
      )}
    </Stack>
  );
};
