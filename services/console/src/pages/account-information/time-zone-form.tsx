import { Select, Text } from '@mantine/core';
import { useLayoutEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { field, Form, FormProblem } from '../../forms/form.tsx';
import { useKeptForm } from '../../forms/use-kept-form.ts';
import { usePreferences } from '../../session/use-preferences.ts';
import { useLanguage, useTexts } from '../../texts/use-texts.tsx';
import { shownZone, timeFor, zoneOfBrowser } from '../../time/use-time.ts';
import { PanelButtons } from './panel-buttons.tsx';
import { accountInformationTexts } from './texts.ts';

/** Stands in the list beside the zones, and is the name of none. */
const asDevice = 'device';

/** What the browser knows, and the present one, which may be an older name. */
const zonesWith = (timeZone: string | null): readonly string[] => [
  ...new Set([...(timeZone === null ? [] : [timeZone]), 'UTC', ...Intl.supportedValuesOf('timeZone')]),
];

type Given = Readonly<{ timeZone: string | null; close: () => void; changed: () => void }>;

/** The list of all zones: loaded when somebody wants another one. */
export const TimeZoneForm = ({ timeZone, close, changed }: Given): ReactNode => {
  const texts = useTexts(accountInformationTexts);
  const input = useRef<HTMLInputElement>(null);
  const { language } = useLanguage();
  const form = useKeptForm({ name: 'time-zone', initial: { timeZone: timeZone ?? asDevice } });
  const preferences = usePreferences(() => {
    form.sent();
    changed();
  });
  const [opened] = useState(() => new Date());
  const zones = useMemo(() => zonesWith(timeZone), [timeZone]);
  const chosen = form.values.timeZone === asDevice ? zoneOfBrowser() : form.values.timeZone;
  useLayoutEffect(() => input.current?.focus(), []);
  return (
    <Form
      form={form}
      action={preferences}
      labels={{ timeZone: texts.timeZone }}
      onSubmit={(values) => preferences.choose({ timeZone: values.timeZone === asDevice ? null : values.timeZone })}
    >
      <Select
        {...field(form, 'timeZone')}
        ref={input}
        label={texts.timeZone}
        description={texts.timeZoneHelp}
        data={[
          { value: asDevice, label: texts.asDevice(shownZone(zoneOfBrowser())) },
          ...zones.map((value) => ({ value, label: shownZone(value) })),
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
