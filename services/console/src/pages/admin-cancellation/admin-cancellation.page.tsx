import { Anchor, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { usePathParameter } from '../../address.ts';
import type { ReadCancellationAnswer } from '../../api/generated/types.gen.ts';
import { FramedPage } from '../../look/page.tsx';
import { paths } from '../../paths.ts';
import { Empty, Shown } from '../../states/shown.tsx';
import { useTexts } from '../../texts/use-texts.tsx';
import { Actions } from './actions.tsx';
import styles from './admin-cancellation.module.css';
import { Certificate } from './certificate.tsx';
import { Earlier } from './earlier.tsx';
import { Facts } from './facts.tsx';
import { ParticipantsTable } from './participants-table.tsx';
import { Picture } from './picture/picture.tsx';
import { Section } from './section.tsx';
import { adminCancellationTexts } from './texts.ts';
import { TicketsTable } from './tickets-table.tsx';
import { TimelineTable } from './timeline-table.tsx';
import { useCancellation } from './use-cancellation.ts';
import { Withdrawal } from './withdrawal.tsx';

/** Admin Console › a cancellation (ADM-2): how far it is as a picture and as tables, and what may be done about it. */
export const Page = (): ReactNode => {
  const texts = useTexts(adminCancellationTexts);
  const read = useCancellation(usePathParameter('accountId'));
  const code = read.data === undefined ? read.error?.code : undefined;
  return (
    <FramedPage title={texts.title} wide>
      <Text>
        <Anchor component={Link} to={paths.adminCancellations}>
          {texts.toList}
        </Anchor>
      </Text>
      {code === 'cancellation-unknown' || code === 'invalid-input' ? (
        <Empty what={texts.unknown} />
      ) : (
        <Shown read={read}>
          {(cancellation) => <Whole cancellation={cancellation} now={nowOf(cancellation, read.dataUpdatedAt)} />}
        </Shown>
      )}
    </FramedPage>
  );
};

/** When it was read: by our clock, unless the server's is ahead. */
const nowOf = ({ timeline }: ReadCancellationAnswer, readAt: number): number =>
  timeline.reduce((latest, { at }) => Math.max(latest, Date.parse(at)), readAt);

type Given = Readonly<{ cancellation: ReadCancellationAnswer; now: number }>;

const Whole = ({ cancellation, now }: Given): ReactNode => {
  const texts = useTexts(adminCancellationTexts);
  const { accountId, state, moments, stopped, certificate, timeline, earlier } = cancellation;
  return (
    <Stack gap="xl">
      <div className={styles['beside']}>
        <Section title={texts.progress}>
          <Picture cancellation={cancellation} now={now} />
        </Section>
        <Stack gap="xl" className={styles['side']}>
          <Facts cancellation={cancellation} />
          {moments.withdrawnAt !== null && (
            <Section title={texts.withdrawal}>
              <Withdrawal because={moments.withdrawnBecause} at={moments.withdrawnAt} stopped={stopped} />
            </Section>
          )}
          <Section title={texts.actions}>
            <Actions cancellation={cancellation} />
          </Section>
          {state !== 'withdrawn' && (
            <Section title={texts.certificate}>
              {certificate === null ? (
                <Text c="dimmed">{texts.certificateLater}</Text>
              ) : (
                <Certificate accountId={accountId} certificate={certificate} />
              )}
            </Section>
          )}
        </Stack>
      </div>
      {state !== 'withdrawn' && (
        <Section title={texts.participants}>
          <ParticipantsTable cancellation={cancellation} now={now} />
          <TicketsTable cancellation={cancellation} now={now} />
        </Section>
      )}
      <Section title={texts.timeline}>
        <TimelineTable timeline={timeline} />
      </Section>
      <Section title={texts.earlier}>
        <Earlier earlier={earlier} />
      </Section>
    </Stack>
  );
};
