import { lazy, Suspense, type ReactNode } from 'react';
import { useTime } from './use-time.ts';

const Relative = lazy(async () => ({ default: (await import('./relative.tsx')).Relative }));

type Given = Readonly<{
  at: string;
  /** `exact` names the zone; `date` is a day; `relative` says how long ago, and the exact instant on hover and focus. */
  as?: 'exact' | 'date' | 'relative';
}>;

/** An instant in the reader's zone and words. */
export const Instant = ({ at, as = 'exact' }: Given): ReactNode => {
  const time = useTime();
  if (as === 'relative')
    return (
      <Suspense fallback={<time dateTime={at}>{time.relative(at)}</time>}>
        <Relative at={at} />
      </Suspense>
    );
  return <time dateTime={at}>{as === 'date' ? time.date(at) : time.instant(at)}</time>;
};
