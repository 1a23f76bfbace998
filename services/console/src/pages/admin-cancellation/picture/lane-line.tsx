import type { ReactNode } from 'react';
import { cancellationWords } from '../../../cancellations/cancellation-words.texts.ts';
import { useTexts } from '../../../texts/use-texts.tsx';
import { adminCancellationTexts } from '../texts.ts';
import { pictureTexts } from './picture.texts.ts';
import { useExactTime } from '../use-exact-time.ts';
import { useStandingText } from '../use-standing-text.ts';
import type { Mark } from './lanes.ts';
import type { Lane, Picture } from './layout.ts';
import styles from './picture.module.css';
import { Sign } from './sign.tsx';

type Given = Readonly<{ lane: Lane; laid: Picture; now: number }>;

const classOf = (is: string | undefined): string | undefined =>
  is === 'stalled' ? styles['isStalled'] : is === 'overdue' ? styles['isOverdue'] : styles['dim'];

/** One lane: whose it is and how far, what it does, and its marks. */
export const LaneLine = ({ lane, laid: { width, isNarrow }, now }: Given): ReactNode => {
  const texts = useTexts(pictureTexts);
  const { tickets } = useTexts(adminCancellationTexts);
  const words = useTexts(cancellationWords);
  const { exact } = useExactTime();
  const standingText = useStandingText(now);
  const { key, top, nameAt, standing, bars, marks } = lane;
  const name = key === 'cancellation' ? texts.cancellation : key === 'tickets' ? tickets : words[key];
  const titleOf = ({ kind, at, moment }: Mark): string =>
    `${moment === undefined ? texts[`mark-${kind}`] : texts[`moment-${moment}`]}: ${exact(at)}`;
  const standingAt = isNarrow ? ({ x: width, y: nameAt, textAnchor: 'end' } as const) : { x: 0, y: nameAt + 17 };
  return (
    <g>
      <path className={styles['line']} d={`M0,${top}H${width}`} />
      <text x={0} y={nameAt} className={styles['name']}>
        {name}
      </text>
      {standing !== undefined && (
        <text {...standingAt} className={classOf(standing.is)}>
          {standingText(standing, lane.askedAt)}
        </text>
      )}
      {bars.map(({ kind, x1, x2, y }) => (
        <path key={`${kind} ${x1} ${y}`} className={styles[kind]} d={`M${x1},${y}H${x2}`} />
      ))}
      {marks.map((mark) => (
        <Sign key={`${mark.kind} ${mark.at} ${mark.y}`} kind={mark.kind} x={mark.x} y={mark.y} title={titleOf(mark)} />
      ))}
    </g>
  );
};
