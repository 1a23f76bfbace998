import type { ReactNode } from 'react';
import type { MarkKind } from './lanes.ts';
import styles from './picture.module.css';

type Given = Readonly<{ kind: MarkKind; x: number; y: number; title?: string }>;

const diamond = (x: number, y: number, r: number): string =>
  `M${x},${y - r}L${x + r},${y}L${x},${y + r}L${x - r},${y}Z`;

/** The sign of a mark: each has a shape of its own, so that no colour is needed to tell them apart. */
export const Sign = ({ kind, x, y, title }: Given): ReactNode => (
  <g className={styles[kind]}>
    {title !== undefined && <title>{title}</title>}
    {shapes[kind](x, y)}
  </g>
);

const shapes: Readonly<Record<MarkKind, (x: number, y: number) => ReactNode>> = {
  moment: (x, y) => <circle cx={x} cy={y} r={5} />,
  asked: (x, y) => <circle cx={x} cy={y} r={5} />,
  accepted: (x, y) => <rect x={x - 4.5} y={y - 4.5} width={9} height={9} />,
  cleared: (x, y) => (
    <>
      <circle cx={x} cy={y} r={7} />
      <path d={`M${x - 3},${y}l2.2,2.4l4,-4.6`} />
    </>
  ),
  closes: (x, y) => <path d={diamond(x, y, 6.5)} />,
  due: (x, y) => <path d={`M${x},${y - 7}V${y + 7}`} />,
  closed: (x, y) => <path d={diamond(x, y, 6.5)} />,
};
