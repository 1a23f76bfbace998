import type { IssuedStatement } from '@lethe/certificate';
import { Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTexts } from '../../texts/use-texts.tsx';
import { Instant } from '../../time/instant.tsx';
import { useTime } from '../../time/use-time.ts';
import styles from './certificate.module.css';
import { countedAs } from './categories.ts';
import { cancellationTexts } from './texts.ts';
import tableStyles from '../../look/table.module.css';

type Given = Readonly<{ statement: IssuedStatement }>;

/** What the certificate says: who cleared what and when, and until when something could still hold a key. */
export const Statement = ({ statement }: Given): ReactNode => {
  const texts = useTexts(cancellationTexts);
  const { accountId, cancellationId, confirmedAt, finalAt, iat, addressesKeyDestroyedAt, keysInBackUpsUntil } =
    statement;
  return (
    <>
      <Text>{texts.certificateLead}</Text>
      <dl className={styles['facts']}>
        <dt>{texts.account}</dt>
        <dd className={styles['mono']}>{accountId}</dd>
        <dt>{texts.cancellation}</dt>
        <dd className={styles['mono']}>{cancellationId}</dd>
        <Fact name={texts.confirmedAt} at={confirmedAt} />
        <Fact name={texts.finalAt} at={finalAt} />
        <Fact name={texts.issuedAt} at={new Date(iat * 1_000).toISOString()} />
      </dl>
      <Participants statement={statement} />
      <dl className={styles['facts']}>
        <Fact name={texts.addressesKeyDestroyedAt} at={addressesKeyDestroyedAt} />
        <Fact name={texts.keysInBackUpsUntil} at={keysInBackUpsUntil} />
        <Agreed statement={statement} />
        {statement.emailDigest !== null && (
          <>
            <dt>{texts.emailDigest}</dt>
            <dd className={styles['mono']}>{statement.emailDigest}</dd>
          </>
        )}
      </dl>
    </>
  );
};

const Fact = ({ name, at }: Readonly<{ name: string; at: string | null }>): ReactNode => {
  const texts = useTexts(cancellationTexts);
  return (
    <>
      <dt>{name}</dt>
      <dd>{at === null ? texts.unknown : <Instant at={at} />}</dd>
    </>
  );
};

const Agreed = ({ statement: { agreements } }: Given): ReactNode => {
  const texts = useTexts(cancellationTexts);
  if (agreements === undefined || agreements.length === 0) return null;
  return (
    <>
      <dt>{texts.agreements}</dt>
      <dd>
        {agreements.map(({ id, version }) => (
          <div key={id}>
            <span className={styles['mono']}>{id}</span>, {texts.version(version)}
          </div>
        ))}
      </dd>
    </>
  );
};

const Participants = ({ statement: { participants } }: Given): ReactNode => {
  const texts = useTexts(cancellationTexts);
  const time = useTime();
  return (
    <table className={tableStyles['table']}>
      <thead>
        <tr>
          <th>{texts.serviceAndWhat}</th>
          <th>{texts.clearedAt}</th>
          <th>{texts.keyDestroyedAt}</th>
        </tr>
      </thead>
      <tbody>
        {participants.map(({ participant, categories, clearedAt, keyDestroyedAt }) => (
          <tr key={participant}>
            <td>
              {isKnown(participant) ? texts[participant] : participant}
              <Text size="xs" c="dimmed">
                {countedAs(categories, texts, time.number)}
              </Text>
            </td>
            <td>
              <Instant at={clearedAt} />
            </td>
            <td>
              <Instant at={keyDestroyedAt} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
};

const known = ['session', 'mfa', 'workspace-ownership', 'ticketing', 'identity', 'notification'] as const;
const isKnown = (participant: string): participant is (typeof known)[number] =>
  (known as readonly string[]).includes(participant);
