import { Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { CancellationParticipant, ReadCancellationAnswer } from '../../api/generated/types.gen.ts';
import { cancellationWords } from '../../cancellations/cancellation-words.texts.ts';
import { Cell, Row, StackedTable } from '../../look/stacked-table.tsx';
import { useTexts } from '../../texts/use-texts.tsx';
import { Exact } from './exact.tsx';
import { standingOf, type Standing } from './standing.ts';
import { deskCancellationTexts } from './texts.ts';
import { useStandingText } from './use-standing-text.ts';

type Given = Readonly<{ cancellation: ReadCancellationAnswer; now: number }>;

/** The lanes of the picture as a table. */
export const ParticipantsTable = ({ cancellation: { participants }, now }: Given): ReactNode => {
  const texts = useTexts(deskCancellationTexts);
  const columns = [texts.participant, texts.standing, texts.asked, texts.accepted, texts.acknowledged, texts.evidence];
  return (
    <StackedTable name={texts.participants} columns={columns}>
      {participants.map((line) => (
        <ParticipantRow key={line.participant} line={line} now={now} />
      ))}
    </StackedTable>
  );
};

const ParticipantRow = ({ line, now }: Readonly<{ line: CancellationParticipant; now: number }>): ReactNode => {
  const texts = useTexts(deskCancellationTexts);
  const words = useTexts(cancellationWords);
  const { participant, askedAt, finishedBy, acknowledgedAt, evidence } = line;
  return (
    <Row>
      <Cell column={texts.participant} isHeader>
        {words[participant]}
      </Cell>
      <Cell column={texts.standing}>
        <StandingText standing={standingOf(line)} askedAt={askedAt} now={now} />
      </Cell>
      <Cell column={texts.asked}>{askedAt === null ? texts.nothing : <Exact at={askedAt} />}</Cell>
      <Cell column={texts.accepted}>
        {finishedBy === null ? acknowledgedAt === null ? texts.nothing : texts.withoutTerm : <Exact at={finishedBy} />}
      </Cell>
      <Cell column={texts.acknowledged}>{acknowledgedAt === null ? texts.nothing : <Exact at={acknowledgedAt} />}</Cell>
      <Cell column={texts.evidence}>{evidence === null ? texts.nothing : <Evidence evidence={evidence} />}</Cell>
    </Row>
  );
};

type EvidenceGiven = Readonly<{ evidence: NonNullable<CancellationParticipant['evidence']> }>;

/** Category codes and counts, as they stand in the certificate. */
const Evidence = ({ evidence: { categories, keyDestroyedAt } }: EvidenceGiven): ReactNode => {
  const texts = useTexts(deskCancellationTexts);
  const counts = Object.entries(categories).map(([category, count]) => `${category} ${count}`);
  return (
    <>
      {counts.join(', ')}
      <Text c="dimmed" size="xs">
        {texts.keyDestroyed} <Exact at={keyDestroyedAt} />
      </Text>
    </>
  );
};

type StandingGiven = Readonly<{ standing: Standing; askedAt?: string | null; now: number }>;

const colours: Readonly<Partial<Record<Standing['is'], string>>> = {
  stalled: 'var(--mantine-color-yellow-outline)',
  overdue: 'var(--mantine-color-red-outline)',
};

/** How far somebody is, in words; the colour says it once more. */
export const StandingText = ({ standing, askedAt = null, now }: StandingGiven): ReactNode => {
  const colour = colours[standing.is];
  return (
    <Text span {...(colour === undefined ? {} : { c: colour, fw: 600 })}>
      {useStandingText(now)(standing, askedAt)}
    </Text>
  );
};
