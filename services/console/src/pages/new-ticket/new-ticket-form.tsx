import { Group, NativeSelect, SimpleGrid } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { submitTicket } from '../../api/generated/sdk.gen.ts';
import { useAction } from '../../api/use-action.ts';
import { field, Form, FormProblem, SubmitButton } from '../../forms/form.tsx';
import { useKeptForm } from '../../forms/use-kept-form.ts';
import { paths, pathTo } from '../../paths.ts';
import { useTexts } from '../../texts/use-texts.tsx';
import { CountedInput, CountedText } from '../../tickets/counted-text.tsx';
import { newTicketForm } from '../../tickets/new-ticket.ts';
import { ticketPlaces } from '../../tickets/places.ts';
import { ticketWords } from '../../tickets/ticket-words.texts.ts';
import { longest, oneOf, ticketPriorities, ticketTypes } from '../../tickets/words.ts';
import { useShownName } from '../../workspaces/use-shown-name.ts';
import { newTicketTexts } from './texts.ts';

type Given = Readonly<{
  workspaces: readonly Readonly<{ workspaceId: string; name: string | null }>[];
  suggested: string;
}>;

const problemOf = (text: string, most: number, absent: string, tooLong: string): string | undefined =>
  text.trim() === '' ? absent : text.trim().length > most ? tooLong : undefined;

/** What is typed is kept until it was submitted; then the ticket takes the form's place. */
export const NewTicketForm = ({ workspaces, suggested }: Given): ReactNode => {
  const texts = useTexts(newTicketTexts);
  const words = useTexts(ticketWords);
  const shown = useShownName();
  const navigate = useNavigate();
  const form = useKeptForm({
    name: newTicketForm,
    initial: { workspaceId: '', type: 'question', priority: 'normal', subject: '', text: '' },
    check: ({ subject, text }) => ({
      subject: problemOf(subject, longest.subject, texts.enterSubject, texts.subjectLong),
      text: problemOf(text, longest.text, texts.enterText, texts.textLong),
    }),
  });
  const known = workspaces.some(({ workspaceId }) => workspaceId === form.values.workspaceId);
  const workspaceId = known ? form.values.workspaceId : suggested;
  const action = useAction(submitTicket, {
    changes: [ticketPlaces.own],
    done: ({ ticketId }) => {
      form.sent();
      void navigate({ to: pathTo(paths.ticket, { ticketId }), replace: true });
    },
  });
  const { workspace, type, priority, subject, text } = words;
  return (
    <Form
      form={form}
      action={action}
      labels={{ workspaceId: workspace, type, priority, subject, text }}
      onSubmit={(values) =>
        void action.run({
          body: {
            workspaceId,
            type: oneOf(ticketTypes, values.type) ?? 'other',
            priority: oneOf(ticketPriorities, values.priority) ?? 'normal',
            subject: values.subject.trim(),
            text: values.text.trim(),
          },
        })
      }
    >
      <NativeSelect
        {...field(form, 'workspaceId')}
        value={workspaceId}
        label={words.workspace}
        description={texts.workspaceHelp}
        data={workspaces.map(({ workspaceId: value, name }) => ({ value, label: shown(name) }))}
      />
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <NativeSelect
          {...field(form, 'type')}
          label={type}
          data={ticketTypes.map((value) => ({ value, label: words[value] }))}
        />
        <NativeSelect
          {...field(form, 'priority')}
          label={priority}
          data={ticketPriorities.map((value) => ({ value, label: words[value] }))}
        />
      </SimpleGrid>
      <CountedInput form={form} name="subject" label={subject} maximum={longest.subject} />
      <CountedText form={form} name="text" label={text} help={texts.textHelp} maximum={longest.text} rows={8} />
      <FormProblem />
      <Group>
        <SubmitButton>{texts.submit}</SubmitButton>
      </Group>
    </Form>
  );
};
