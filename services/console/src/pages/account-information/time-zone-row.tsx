import { lazy, Suspense, useState, type ReactNode } from 'react';
import { SettingRow } from '../../settings/setting-row.tsx';
import { useTexts } from '../../texts/use-texts.tsx';
import { shownZone, zoneOfBrowser } from '../../time/use-time.ts';
import { accountInformationTexts } from './texts.ts';

const TimeZoneForm = lazy(async () => ({ default: (await import('./time-zone-form.tsx')).TimeZoneForm }));

type Given = Readonly<{ timeZone: string | null }>;

/** The zone in which pages and mails write times. */
export const TimeZoneRow = ({ timeZone }: Given): ReactNode => {
  const texts = useTexts(accountInformationTexts);
  const [isChanged, setChanged] = useState(false);
  const zone = shownZone(timeZone ?? zoneOfBrowser());
  return (
    <SettingRow
      id="time-zone"
      name={texts.timeZone}
      value={timeZone === null ? texts.asDevice(zone) : zone}
      action={texts.changeTimeZone}
      result={isChanged ? texts.timeZoneChanged(zone) : undefined}
    >
      {(close) => (
        <Suspense>
          <TimeZoneForm
            timeZone={timeZone}
            close={close}
            changed={() => {
              setChanged(true);
              close();
            }}
          />
        </Suspense>
      )}
    </SettingRow>
  );
};
