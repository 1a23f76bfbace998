import { useTexts } from '../../texts/use-texts.tsx';
import type { Standing } from './standing.ts';
import { adminCancellationTexts } from './texts.ts';
import { useExactTime } from './use-exact-time.ts';

/** How far somebody is, in words: with since when, until when, or after how long. */
export const useStandingText = (now: number): ((standing: Standing, askedAt?: string | null) => string) => {
  const texts = useTexts(adminCancellationTexts);
  const { short, length } = useExactTime();
  return ({ is, at }, askedAt = null) => {
    if (is === 'waiting' || is === 'asked' || at === null) return texts[is === 'asked' ? 'is-asked' : 'is-waiting'];
    if (is === 'cleared') return texts['is-cleared'](length(Date.parse(at) - Date.parse(askedAt ?? at)));
    return texts[`is-${is}`](short(at, now));
  };
};
