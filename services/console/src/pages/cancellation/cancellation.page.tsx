import { Anchor, Button, Group, Stack, Text } from '@mantine/core';
import { useLocation } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, type ReactNode } from 'react';
import { inBackground } from '../../api/client.ts';
import { readCancellationStatus } from '../../api/generated/sdk.gen.ts';
import { reading, useRead } from '../../api/use-read.ts';
import { BarePage } from '../../look/page.tsx';
import { paths } from '../../paths.ts';
import { confirmationSent, forgetCancelled } from '../../session/cancelled.ts';
import { useWithoutAccount } from '../../session/needs.ts';
import { Offline, Shown } from '../../states/shown.tsx';
import { useTexts } from '../../texts/use-texts.tsx';
import { serverNow } from '../../time/server-time.ts';
import { useTime } from '../../time/use-time.ts';
import { linkIn, type StatusLink } from './link.ts';
import { LostAnswer } from './lost-answer.tsx';
import { Moments } from './moments-line.tsx';
import { askAgainAfter, canBeStopped, hasHoldBack, type Status } from './moments.ts';
import { Stopping } from './stopping.tsx';
import styles from './certificate.module.css';
import { cancellationTexts } from './texts.ts';

const Certificate = lazy(async () => ({ default: (await import('./certificate.tsx')).Certificate }));

const placeOf = (cancellationId: string) => ['cancellations', cancellationId] as const;

/** By POST: the token stands in no address that is sent or logged. */
const statusOf = ({ cancellationId, statusToken }: StatusLink) =>
  reading(placeOf(cancellationId), () =>
    readCancellationStatus({ body: { cancellationId, statusToken }, ...inBackground }),
  );

/** How far a cancellation is, for whoever has its link: no account is needed (CAN-11). */
export const Page = (): ReactNode => {
  const texts = useTexts(cancellationTexts);
  const { hash } = useLocation();
  const link = linkIn(hash);
  useWithoutAccount();
  return (
    <BarePage title={texts.title} wide>
      <Offline />
      {link !== undefined ? (
        <Live link={link} />
      ) : confirmationSent.read() !== undefined ? (
        <LostAnswer />
      ) : (
        <Text>{texts.noLink}</Text>
      )}
      <Text className={styles['screenOnly']}>
        <Anchor href={paths.signIn}>{texts.signIn}</Anchor>
      </Text>
    </BarePage>
  );
};

const Live = ({ link }: Readonly<{ link: StatusLink }>): ReactNode => {
  const read = useRead(statusOf(link), { every: (status) => askAgainAfter(status, serverNow()) });
  const isWithdrawn = read.data?.state === 'withdrawn';
  useEffect(() => {
    if (isWithdrawn) forgetCancelled();
  }, [isWithdrawn]);
  return <Shown read={read}>{(status) => <Told status={status} link={link} />}</Shown>;
};

const Told = ({ status, link }: Readonly<{ status: Status; link: StatusLink }>): ReactNode => {
  const texts = useTexts(cancellationTexts);
  return (
    <Stack gap="lg">
      <div role="status">
        <Sentence status={status} />
      </div>
      {link.stopToken !== undefined && canBeStopped(status) && (
        <Stopping
          cancellationId={link.cancellationId}
          stopToken={link.stopToken}
          changes={[placeOf(link.cancellationId)]}
        />
      )}
      <Moments status={status} />
      {status.state !== 'withdrawn' && status.certificate === null && (
        <Text size="xs" c="dimmed" className={styles['screenOnly']}>
          {texts.youMayClose}
        </Text>
      )}
      {status.state === 'withdrawn' && (
        <Group>
          <Button component="a" href={paths.signIn}>
            {texts.signIn}
          </Button>
        </Group>
      )}
      {status.certificate !== null && (
        <Suspense>
          <Certificate jws={status.certificate} cancellationId={link.cancellationId} />
        </Suspense>
      )}
    </Stack>
  );
};

/** The one sentence that says what is. */
const Sentence = ({ status }: Readonly<{ status: Status }>): ReactNode => {
  const texts = useTexts(cancellationTexts);
  const time = useTime();
  const { state, finalNotBefore, withdrawnBecause } = status;
  const isHeldBack = state === 'locked' && hasHoldBack(status);
  return (
    <Text fw={600}>
      {isHeldBack ? texts.isHeldBack(time.instant(finalNotBefore)) : texts[`is-${state}`]}
      {withdrawnBecause !== null && ` ${texts[`because-${withdrawnBecause}`]}`}
    </Text>
  );
};
