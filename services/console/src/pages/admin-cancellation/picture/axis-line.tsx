import type { ReactNode } from 'react';
import { useExactTime } from '../use-exact-time.ts';
import type { Stretch } from './axis.ts';
import type { Picture } from './layout.ts';
import styles from './picture.module.css';

/** Stretches as lines with their beginnings and lengths, breaks as zigzags with theirs. */
export const AxisLine = ({ laid: { axis, axisTop } }: Readonly<{ laid: Picture }>): ReactNode => {
  const { length } = useExactTime();
  return (
    <g>
      {axis.stretches.map((stretch) => (
        <StretchLine key={stretch.start} stretch={stretch} y={axisTop} />
      ))}
      {axis.breaks.map(({ x1, x2, ms }) => (
        <g key={x1}>
          <path className={styles['axis']} d={zigzag(x1, x2, axisTop)} />
          <text x={(x1 + x2) / 2} y={axisTop + 54} textAnchor="middle" className={styles['dim']}>
            {length(ms)}
          </text>
        </g>
      ))}
    </g>
  );
};

const zigzag = (x1: number, x2: number, y: number): string => {
  const middle = (x1 + x2) / 2;
  return `M${x1},${y}H${middle - 8}l4,-6l8,12l4,-6H${x2}`;
};

const StretchLine = ({ stretch: { start, end, x1, x2 }, y }: Readonly<{ stretch: Stretch; y: number }>): ReactNode => {
  const { day, clock, length } = useExactTime();
  const isPoint = start === end;
  const anchor = isPoint ? 'middle' : 'start';
  return (
    <g>
      <path className={styles['axis']} d={`M${x1},${y}H${x2}`} />
      <path className={styles['axis']} d={`M${x1},${y - 4}V${y + 4}${isPoint ? '' : `M${x2},${y - 4}V${y + 4}`}`} />
      <text x={x1} y={y + 20} textAnchor={anchor}>
        {day(start)}
      </text>
      <text x={x1} y={y + 37} textAnchor={anchor} className={styles['dim']}>
        {clock(start)}
      </text>
      {!isPoint && (
        <text x={(x1 + x2) / 2} y={y + 54} textAnchor="middle">
          {length(end - start)}
        </text>
      )}
    </g>
  );
};
