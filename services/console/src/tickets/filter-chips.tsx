import { Chip, Group, Text } from '@mantine/core';
import { useId, type ReactNode } from 'react';
import { useTexts } from '../texts/use-texts.tsx';
import { ticketWords } from './ticket-words.texts.ts';

type Choice = Readonly<{ value: string; label: string }>;

const Row = ({ id, name, children }: Readonly<{ id: string; name: string; children: ReactNode }>): ReactNode => (
  <Group gap="xs" role="group" aria-labelledby={id}>
    <Text id={id} size="xs" c="dimmed" w={{ base: '100%', xs: 88 }}>
      {name}
    </Text>
    {children}
  </Group>
);

const Chips = ({ choices }: Readonly<{ choices: readonly Choice[] }>): ReactNode =>
  choices.map(({ value, label }) => (
    <Chip key={value} value={value} size="xs" variant="outline">
      {label}
    </Chip>
  ));

type SeveralGiven = Readonly<{
  name: string;
  choices: readonly Choice[];
  chosen: readonly string[];
  choose: (chosen: readonly string[]) => void;
}>;

/** What is listed, as the address says it: several of these, all where none is chosen. */
export const SeveralChips = ({ name, choices, chosen, choose }: SeveralGiven): ReactNode => {
  const id = useId();
  return (
    <Row id={id} name={name}>
      <Chip.Group multiple value={[...chosen]} onChange={choose}>
        <Chips choices={choices} />
      </Chip.Group>
    </Row>
  );
};

type OneGiven = Readonly<{
  name: string;
  choices: readonly Choice[];
  chosen: string | undefined;
  choose: (chosen: string | undefined) => void;
}>;

const any = 'any';

/** One of these, or all. */
export const OneChip = ({ name, choices, chosen, choose }: OneGiven): ReactNode => {
  const texts = useTexts(ticketWords);
  const id = useId();
  return (
    <Row id={id} name={name}>
      <Chip.Group value={chosen ?? any} onChange={(value) => choose(value === any ? undefined : String(value))}>
        <Chips choices={[{ value: any, label: texts.all }, ...choices]} />
      </Chip.Group>
    </Row>
  );
};
