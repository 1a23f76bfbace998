import { Anchor, Text } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { useTexts } from '../texts/use-texts.tsx';
import { Instant } from '../time/instant.tsx';
import { useTime } from '../time/use-time.ts';
import styles from './thread.module.css';
import { ticketWords } from './ticket-words.texts.ts';

type Written = Readonly<{ key: string; at: string; who: ReactNode; ofStaff: boolean; text: string | null }>;
type Changed = Readonly<{ key: string; at: string; what: ReactNode }>;
type Entry = Written | Changed;

/** What was written, with what happened between. Of one instant, what was written comes first. */
const merged = (messages: readonly Written[], changes: readonly Changed[]): readonly Entry[] =>
  [...messages, ...changes].toSorted((one, other) => Date.parse(one.at) - Date.parse(other.at));

/** Who wrote what and when, with the changes of the ticket's state in line. */
export const Thread = ({
  messages,
  changes,
}: Readonly<{ messages: readonly Written[]; changes: readonly Changed[] }>): ReactNode => (
  <ol className={styles['thread']} aria-label={useTexts(ticketWords).thread}>
    {merged(messages, changes).map((entry) => (
      <li key={entry.key}>{'what' in entry ? <ChangeLine change={entry} /> : <Message message={entry} />}</li>
    ))}
  </ol>
);

const ChangeLine = ({ change: { what, at } }: Readonly<{ change: Changed }>): ReactNode => (
  <div className={styles['change']}>
    <span>{what}</span>
    <Instant at={at} />
  </div>
);

const Message = ({ message: { who, ofStaff, at, text } }: Readonly<{ message: Written }>): ReactNode => {
  const texts = useTexts(ticketWords);
  return (
    <div className={`${styles['message']} ${ofStaff ? styles['staff'] : ''}`}>
      <div className={styles['head']}>
        <Text component="span" fw={600}>
          {who}
        </Text>
        <Text component="span" size="xs" c="dimmed">
          <Instant at={at} />
        </Text>
      </div>
      {text === null ? <Text c="dimmed">{texts.cleared}</Text> : <LongText text={text} />}
    </div>
  );
};

/** Of a text that is longer than a screen the beginning is shown first. */
const shownFirst = 1500;

const LongText = ({ text }: Readonly<{ text: string }>): ReactNode => {
  const texts = useTexts(ticketWords);
  const { number } = useTime();
  const [whole, setWhole] = useState(false);
  const letters = [...text];
  const isLong = letters.length > shownFirst * 1.2;
  return (
    <>
      <div className={styles['text']} dir="auto">
        {isLong && !whole ? `${letters.slice(0, shownFirst).join('').trimEnd()} …` : text}
      </div>
      {isLong && (
        <Anchor component="button" type="button" aria-expanded={whole} onClick={() => setWhole(!whole)}>
          {whole ? texts.showLess : texts.showAll(number(letters.length))}
        </Anchor>
      )}
    </>
  );
};

/** Names and values of a ticket, above its thread. */
export const Facts = ({ facts }: Readonly<{ facts: readonly (readonly [string, ReactNode])[] }>): ReactNode => (
  <dl className={styles['facts']}>
    {facts.map(([name, value]) => (
      <div key={name} style={{ display: 'contents' }}>
        <dt>{name}</dt>
        <dd>{value}</dd>
      </div>
    ))}
  </dl>
);
