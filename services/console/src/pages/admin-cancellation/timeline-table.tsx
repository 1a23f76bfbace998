import type { ReactNode } from 'react';
import type { ReadCancellationAnswer } from '../../api/generated/types.gen.ts';
import { cancellationWords } from '../../cancellations/cancellation-words.texts.ts';
import { Cell, Row, StackedTable } from '../../look/stacked-table.tsx';
import { useTexts } from '../../texts/use-texts.tsx';
import { Exact } from './exact.tsx';
import { stepTexts } from './steps.texts.ts';
import { adminCancellationTexts } from './texts.ts';

type Given = Readonly<{ timeline: ReadCancellationAnswer['timeline'] }>;

/** Everything that happened, in order, as it is recorded. */
export const TimelineTable = ({ timeline }: Given): ReactNode => {
  const texts = useTexts(adminCancellationTexts);
  const steps = useTexts(stepTexts);
  const words = useTexts(cancellationWords);
  return (
    <StackedTable name={texts.timeline} columns={[texts.when, texts.what, texts.whose]}>
      {timeline.map(({ what, participant, at }) => (
        <Row key={`${at} ${what} ${participant ?? ''}`}>
          <Cell column={texts.when} isHeader>
            <Exact at={at} />
          </Cell>
          <Cell column={texts.what}>{steps[what]}</Cell>
          <Cell column={texts.whose}>{participant === null ? '' : words[participant]}</Cell>
        </Row>
      ))}
    </StackedTable>
  );
};
