import type { ReactNode } from 'react';
import { useTexts } from '../../../texts/use-texts.tsx';
import { pictureTexts } from './picture.texts.ts';
import type { MarkKind } from './lanes.ts';
import styles from './picture.module.css';
import { Sign } from './sign.tsx';

const kinds = ['moment', 'asked', 'accepted', 'cleared', 'closes', 'due', 'closed'] as const satisfies MarkKind[];

/** What the signs of the picture mean. */
export const Legend = (): ReactNode => {
  const texts = useTexts(pictureTexts);
  return (
    <ul className={styles['legend']} aria-label={texts.legend}>
      {kinds.map((kind) => (
        <li key={kind}>
          <svg width={18} height={18} aria-hidden="true">
            <Sign kind={kind} x={9} y={9} />
          </svg>
          {texts[`mark-${kind}`]}
        </li>
      ))}
      <li>
        <svg width={30} height={18} aria-hidden="true">
          <path className={styles['axis']} d="M0,9H7l4,-6l8,12l4,-6H30" />
        </svg>
        {texts['mark-break']}
      </li>
    </ul>
  );
};
