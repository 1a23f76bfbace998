import { Tooltip } from '@mantine/core';
import { useEffect, useState, type ReactNode } from 'react';
import { serverNow } from './server-time.ts';
import { useTime } from './use-time.ts';

/** How long ago, or how far ahead, kept true; the exact instant on hover and focus. */
export const Relative = ({ at }: Readonly<{ at: string }>): ReactNode => {
  const time = useTime();
  const [now, setNow] = useState(() => new Date(serverNow()));
  useEffect(() => {
    const everyMinute = setInterval(() => setNow(new Date(serverNow())), 60_000);
    return () => clearInterval(everyMinute);
  }, []);
  return (
    <Tooltip label={time.instant(at)} events={{ hover: true, focus: true, touch: true }} withinPortal={false}>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- the exact time shall be had by keyboard too */}
      <time dateTime={at} tabIndex={0}>
        {time.relative(at, now)}
      </time>
    </Tooltip>
  );
};
