import { Text, Timeline, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTexts } from '../../texts/use-texts.tsx';
import { Instant } from '../../time/instant.tsx';
import { useTime } from '../../time/use-time.ts';
import { momentsOf, type Moment, type Status } from './moments.ts';
import { cancellationTexts } from './texts.ts';

/** Everything that happened, with its time, and what comes, with what is known of when. */
export const Moments = ({ status }: Readonly<{ status: Status }>): ReactNode => {
  const texts = useTexts(cancellationTexts);
  const moments = momentsOf(status);
  const firstAhead = moments.findIndex(({ at }) => at === null);
  return (
    <section>
      <Title order={2} mb="sm">
        {texts.moments}
      </Title>
      <Timeline
        active={(firstAhead === -1 ? moments.length : firstAhead) - 1}
        bulletSize={16}
        lineWidth={2}
        role="list"
      >
        {moments.map((moment, index) => (
          <Timeline.Item
            key={`${moment.name}-${String(index)}`}
            role="listitem"
            title={texts[moment.name]}
            {...(moment.name === 'withdrawn' ? { color: 'yellow' } : {})}
          >
            <When moment={moment} />
          </Timeline.Item>
        ))}
      </Timeline>
    </section>
  );
};

const When = ({ moment: { at, expected } }: Readonly<{ moment: Moment }>): ReactNode => {
  const texts = useTexts(cancellationTexts);
  const time = useTime();
  return (
    <Text size="xs" c="dimmed">
      {at !== null ? <Instant at={at} /> : expected === null ? texts.ahead : texts.expected(time.instant(expected))}
    </Text>
  );
};
