import { Group, Text } from '@mantine/core';
import { useEffect, useLayoutEffect, useRef, useState, type ReactNode } from 'react';
import type { replyToTicket } from '../api/generated/sdk.gen.ts';
import { useAction } from '../api/use-action.ts';
import { Form, FormProblem, SubmitButton } from '../forms/form.tsx';
import { useKeptForm } from '../forms/use-kept-form.ts';
import { useTexts } from '../texts/use-texts.tsx';
import { CountedText } from './counted-text.tsx';
import { ticketWords } from './ticket-words.texts.ts';
import { longest } from './words.ts';

type Given = Readonly<{
  ticketId: string;
  /** A draft is kept under it, for each ticket. */
  draft: string;
  /** The reply of its submitter, or the answer of the staff. */
  operation: typeof replyToTicket;
  /** What shows something else once it was sent; read again as well where the server says no. */
  changes: readonly (readonly unknown[])[];
  refused: () => void;
  label: string;
  send: string;
  enter: string;
  tooLong: string;
  /** What was done, beside the form. */
  sent: string;
}>;

export const draftOf = (ticketId: string, kind: string): string => `${kind}.${ticketId}`;

/** Writes into a ticket's thread. What is typed is kept for this ticket until it was sent. */
export const WriteForm = (given: Given): ReactNode => {
  const [count, setCount] = useState(0);
  const said = useRef<HTMLParagraphElement>(null);
  useLayoutEffect(() => {
    if (count > 0) said.current?.focus();
  }, [count]);
  return (
    <div>
      <Text ref={said} role="status" tabIndex={-1} pb={count > 0 ? 'sm' : 0}>
        {count > 0 && given.sent}
      </Text>
      <Fields key={count} {...given} done={() => setCount(count + 1)} />
    </div>
  );
};

const Fields = ({
  ticketId,
  draft,
  operation,
  changes,
  refused,
  done,
  ...texts
}: Given & Readonly<{ done: () => void }>) => {
  const { text: textLabel } = useTexts(ticketWords);
  const form = useKeptForm({
    name: draftOf(ticketId, draft),
    initial: { text: '' },
    check: ({ text }) => ({
      text: text.trim() === '' ? texts.enter : text.trim().length > longest.text ? texts.tooLong : undefined,
    }),
  });
  const action = useAction(operation, {
    changes,
    done: () => {
      form.sent();
      done();
    },
  });
  const { problem } = action;
  useEffect(() => {
    if (problem?.status === 409) refused();
    // Once for each problem.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [problem]);
  return (
    <Form
      form={form}
      action={action}
      labels={{ text: textLabel }}
      onSubmit={({ text }) => void action.run({ path: { ticketId }, body: { text: text.trim() } })}
    >
      <CountedText form={form} name="text" label={texts.label} maximum={longest.text} />
      <FormProblem />
      <Group>
        <SubmitButton>{texts.send}</SubmitButton>
      </Group>
    </Form>
  );
};
