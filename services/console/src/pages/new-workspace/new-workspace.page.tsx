import { Text, TextInput } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { createWorkspace } from '../../api/generated/sdk.gen.ts';
import { useAction } from '../../api/use-action.ts';
import { field, Form, FormProblem, SubmitButton } from '../../forms/form.tsx';
import { useKeptForm } from '../../forms/use-kept-form.ts';
import { FramedPage } from '../../look/page.tsx';
import { paths, pathTo } from '../../paths.ts';
import { useTexts } from '../../texts/use-texts.tsx';
import { workspaces } from '../../workspaces/use-workspace.ts';
import { newWorkspaceTexts } from './texts.ts';

/** Whoever makes a workspace owns it; its members' page is where one goes on. */
export const Page = (): ReactNode => {
  const texts = useTexts(newWorkspaceTexts);
  const navigate = useNavigate();
  const form = useKeptForm({
    name: 'new-workspace',
    initial: { name: '' },
    check: ({ name }) => ({ name: name.trim() === '' ? texts.enterName : undefined }),
  });
  const action = useAction(createWorkspace, {
    changes: [workspaces.queryKey],
    done: ({ workspaceId }) => {
      form.sent();
      void navigate({ to: pathTo(paths.members, { workspaceId }) });
    },
  });
  return (
    <FramedPage title={texts.title}>
      <Text>{texts.help}</Text>
      <Form
        form={form}
        action={action}
        labels={{ name: texts.name }}
        onSubmit={(values) => void action.run({ body: values })}
      >
        <TextInput
          {...field(form, 'name')}
          label={texts.name}
          description={texts.nameHelp}
          autoComplete="off"
          dir="auto"
          maw={480}
        />
        <FormProblem />
        <SubmitButton style={{ alignSelf: 'flex-start' }}>{texts.create}</SubmitButton>
      </Form>
    </FramedPage>
  );
};
