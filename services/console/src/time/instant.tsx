import { Tooltip } from '@mantine/core';
import { useEffect, useState, type ReactNode } from 'react';
import { useTime } from './use-time.ts';

type Given = Readonly<{
  at: string;
  /** `exact` names the zone; `date` is a day; `relative` says how long ago, and the exact instant on hover and focus. */
  as?: 'exact' | 'date' | 'relative';
}>;

/** An instant in the reader's zone and words. */
export const Instant = ({ at, as = 'exact' }: Given): ReactNode => {
  const time = useTime();
  if (as === 'relative') return <Relative at={at} />;
  return <time dateTime={at}>{as === 'date' ? time.date(at) : time.instant(at)}</time>;
};

const Relative = ({ at }: Readonly<{ at: string }>): ReactNode => {
  const time = useTime();
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    const everyMinute = setInterval(() => setNow(new Date()), 60_000);
    return () => clearInterval(everyMinute);
  }, []);
  return (
    <Tooltip label={time.instant(at)} events={{ hover: true, focus: true, touch: true }}>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- the exact time shall be had by keyboard too */}
      <time dateTime={at} tabIndex={0}>
        {time.relative(at, now)}
      </time>
    </Tooltip>
  );
};
