import { VisuallyHidden } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { useId, type ReactNode } from 'react';
import type { ReadCancellationAnswer } from '../../../api/generated/types.gen.ts';
import { useTexts } from '../../../texts/use-texts.tsx';
import { pictureTexts } from './picture.texts.ts';
import { useExactTime } from '../use-exact-time.ts';
import { AxisLine } from './axis-line.tsx';
import { LaneLine } from './lane-line.tsx';
import { layOut, type Picture as Laid } from './layout.ts';
import { Legend } from './legend.tsx';
import styles from './picture.module.css';

type Given = Readonly<{ cancellation: ReadCancellationAnswer; now: number }>;

/** ADM-2: time from left to right, a lane for each participant. As wide as there is room, its text never smaller. */
export const Picture = ({ cancellation, now }: Given): ReactNode => {
  const { ref, width } = useElementSize<HTMLDivElement>();
  return (
    <div ref={ref}>
      {width > 0 && <Drawn laid={layOut({ cancellation, now, width: Math.round(width) })} now={now} />}
      <Legend />
    </div>
  );
};

const Drawn = ({ laid, now }: Readonly<{ laid: Laid; now: number }>): ReactNode => {
  const texts = useTexts(pictureTexts);
  const id = useId();
  const { width, height, lanes, lanesTop, axisTop, holdBack } = laid;
  return (
    <>
      <svg
        role="img"
        aria-labelledby={id}
        className={styles['picture']}
        viewBox={`0 0 ${width} ${height}`}
        width={width}
        height={height}
      >
        {holdBack !== undefined && (
          <rect
            className={styles['holdBack']}
            x={holdBack.x1}
            y={lanesTop}
            width={holdBack.x2 - holdBack.x1}
            height={axisTop - lanesTop}
          >
            <title>{texts.holdBack}</title>
          </rect>
        )}
        <Marked laid={laid} />
        {lanes.map((lane) => (
          <LaneLine key={lane.key} lane={lane} laid={laid} now={now} />
        ))}
        <AxisLine laid={laid} />
      </svg>
      <VisuallyHidden id={id}>
        {texts.pictureName}. {texts.tableBelow}
      </VisuallyHidden>
    </>
  );
};

/** A label that stays within the picture. */
const labelAt = (x: number, { width }: Laid) =>
  x > width / 2 ? ({ x: x - 6, textAnchor: 'end' } as const) : ({ x: x + 6, textAnchor: 'start' } as const);

/** The lines through all lanes: the point of no return, and now. */
const Marked = ({ laid }: Readonly<{ laid: Laid }>): ReactNode => {
  const texts = useTexts(pictureTexts);
  const { exact } = useExactTime();
  const { final, now, lanesTop, axisTop } = laid;
  return (
    <>
      {now !== undefined && (
        <g>
          <path className={styles['now']} d={`M${now},${lanesTop - 18}V${axisTop}`} />
          <text {...labelAt(now, laid)} y={lanesTop - 6} className={styles['dim']}>
            {texts.now}
          </text>
        </g>
      )}
      {final !== undefined && (
        <g>
          <title>{exact(final.at)}</title>
          <path
            className={`${styles['final']} ${final.isPlanned ? styles['planned'] : ''}`}
            d={`M${final.x},4V${axisTop}`}
          />
          <text {...labelAt(final.x, laid)} y={16} className={styles['name']}>
            {final.isPlanned ? texts.pointOfNoReturnSoon : texts.pointOfNoReturn}
          </text>
        </g>
      )}
    </>
  );
};
