import { Select, Text } from '@mantine/core';
import { useMemo, useState, type ReactNode } from 'react';
import { field, Form, FormProblem } from '../../forms/form.tsx';
import { useKeptForm } from '../../forms/use-kept-form.ts';
import { usePreferences } from '../../session/use-preferences.ts';
import { SettingRow } from '../../settings/setting-row.tsx';
import { useLanguage, useTexts } from '../../texts/use-texts.tsx';
import { timeFor, zoneOfBrowser } from '../../time/use-time.ts';
import { PanelButtons } from './panel-buttons.tsx';
import { accountInformationTexts } from './texts.ts';

/** Stands in the list beside the zones, and is the name of none. */
const asDevice = 'device';

const shown = (zone: string): string => zone.replaceAll('_', ' ');

/** What the browser knows, and the present one, which may be an older name. */
const zonesWith = (timeZone: string | null): readonly string[] => [
  ...new Set([...(timeZone === null ? [] : [timeZone]), 'UTC', ...Intl.supportedValuesOf('timeZone')]),
];

type Given = Readonly<{ timeZone: string | null }>;

/** The zone in which pages and mails write times. */
export const TimeZoneRow = ({ timeZone }: Given): ReactNode => {
  const texts = useTexts(accountInformationTexts);
  const [isChanged, setChanged] = useState(false);
  const zone = shown(timeZone ?? zoneOfBrowser());
  return (
    <SettingRow
      id="time-zone"
      name={texts.timeZone}
      value={timeZone === null ? texts.asDevice(zone) : zone}
      action={texts.changeTimeZone}
      result={isChanged ? texts.timeZoneChanged(zone) : undefined}
    >
      {(close) => (
        <TimeZoneForm
          timeZone={timeZone}
          close={close}
          changed={() => {
            setChanged(true);
            close();
          }}
        />
      )}
    </SettingRow>
  );
};

const TimeZoneForm = ({
  timeZone,
  close,
  changed,
}: Given & Readonly<{ close: () => void; changed: () => void }>): ReactNode => {
  const texts = useTexts(accountInformationTexts);
  const { language } = useLanguage();
  const form = useKeptForm({ name: 'time-zone', initial: { timeZone: timeZone ?? asDevice } });
  const preferences = usePreferences(() => {
    form.sent();
    changed();
  });
  const [opened] = useState(() => new Date());
  const zones = useMemo(() => zonesWith(timeZone), [timeZone]);
  const chosen = form.values.timeZone === asDevice ? zoneOfBrowser() : form.values.timeZone;
  return (
    <Form
      form={form}
      action={preferences}
      labels={{ timeZone: texts.timeZone }}
      onSubmit={(values) => preferences.choose({ timeZone: values.timeZone === asDevice ? null : values.timeZone })}
    >
      <Select
        {...field(form, 'timeZone')}
        label={texts.timeZone}
        description={texts.timeZoneHelp}
        data={[
          { value: asDevice, label: texts.asDevice(shown(zoneOfBrowser())) },
          ...zones.map((value) => ({ value, label: shown(value) })),
        ]}
        searchable
        allowDeselect={false}
        selectFirstOptionOnChange
        limit={50}
        maxDropdownHeight={240}
        comboboxProps={{ portalProps: { target: '#main' } }}
        nothingFoundMessage={texts.noZone}
      />
      <Text>{texts.nowThere(timeFor(language, chosen).instant(opened))}</Text>
      <FormProblem />
      <PanelButtons save={texts.saveTimeZone} close={close} />
    </Form>
  );
};
