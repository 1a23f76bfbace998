import { Button, Group, Text, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { closeWorkspace } from '../../api/generated/sdk.gen.ts';
import { useAction } from '../../api/use-action.ts';
import { field, Form, FormProblem, SubmitButton } from '../../forms/form.tsx';
import { useKeptForm } from '../../forms/use-kept-form.ts';
import { useTexts } from '../../texts/use-texts.tsx';
import { workspaces } from '../../workspaces/use-workspace.ts';
import { preCheck } from './pre-check.ts';
import { cancelTexts } from './texts.ts';

export type RemedyGiven = Readonly<{
  workspaceId: string;
  name: string;
  close: () => void;
  settled: (what: string) => void;
}>;

/** Closes a workspace whose only member one is, by typing its name (WS-4). The server compares. */
export const CloseForm = ({ workspaceId, name, close, settled }: RemedyGiven): ReactNode => {
  const texts = useTexts(cancelTexts);
  const form = useKeptForm({
    name: `cancel.close.${workspaceId}`,
    initial: { typedName: '' },
    check: ({ typedName }) => ({ typedName: typedName.trim() === '' ? texts.enterName : undefined }),
  });
  const action = useAction(closeWorkspace, {
    changes: [preCheck.queryKey, workspaces.queryKey],
    done: () => {
      form.sent();
      settled(texts.closed(name));
    },
  });
  return (
    <Form
      form={form}
      action={action}
      labels={{ typedName: texts.typedName }}
      onSubmit={(values) => void action.run({ path: { workspaceId }, body: values })}
    >
      <Text>{texts.closeHelp}</Text>
      <TextInput
        {...field(form, 'typedName')}
        label={texts.typeName(name)}
        autoComplete="off"
        spellCheck={false}
        dir="auto"
      />
      <FormProblem />
      <Group>
        <SubmitButton color="red.9">{texts.closeButton}</SubmitButton>
        <Button variant="subtle" color="gray" onClick={close}>
          {texts.keep}
        </Button>
      </Group>
    </Form>
  );
};
