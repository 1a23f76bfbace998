import { cursorAt, mostBytesOfTexts, mostChanges, placeOf, type ticketChanges } from '@lethe/contracts';
import { refuse, type Refusal } from '@lethe/deciding';
import * as z from 'zod';

const revisionText = z.string().regex(/^\d{1,15}$/);

export type Message = Readonly<{
  messageId: string;
  from: 'submitter' | 'staff';
  writtenBy: string;
  text: string | null;
  at: string;
  /** Where it stands in the ticket's stream. */
  revision: bigint;
}>;
/** What became of the ticket beside what was written. */
export type Change = Readonly<{
  change: (typeof ticketChanges)[number];
  at: string;
  assignedTo?: string;
  /** Where it stands in the ticket's stream. */
  revision: bigint;
}>;
export type PageOfMessages = Readonly<{
  messages: readonly Message[];
  changes: readonly Change[];
  nextCursor: string | null;
}>;
type Written = Readonly<{ messages: readonly Message[]; changes: readonly Change[] }>;
export type CursorInvalid = Refusal<'cursor-invalid', Readonly<Record<never, never>>>;

/** Behind which event of the ticket's stream a page begins. */
export const revisionBehind = (cursor: string | undefined): bigint | CursorInvalid => {
  const place = cursor === undefined ? (['-1'] as const) : placeOf(cursor, [revisionText]);
  return place === undefined ? refuse('cursor-invalid') : BigInt(place[0]);
};

/**
 * A page ends with its count or with its bytes, whichever is first (L2). Oldest first. Beside the messages stands what
 * happened between them, up to the first message of the next page: of that the latest, since a ticket can be handed around
 * for ever without a word.
 */
export const pageOfMessages = ({ messages: all, changes }: Written, after: bigint, limit: number): PageOfMessages => {
  const behind = all.filter((message) => message.revision > after);
  const messages = fitting(behind.slice(0, limit));
  const last = messages.at(-1);
  const more = last !== undefined && messages.length < behind.length;
  const until = more ? behind[messages.length]?.revision : undefined;
  const from = behind[0]?.revision ?? 0n;
  const within = changes.filter((change) => change.revision > from && (until === undefined || change.revision < until));
  return {
    messages,
    changes: within.slice(-mostChanges),
    nextCursor: more ? cursorAt(String(last.revision)) : null,
  };
};

const fitting = (messages: readonly Message[]): readonly Message[] => {
  let bytes = 0;
  const tooMany = messages.findIndex(({ text }, index) => {
    bytes += Buffer.byteLength(JSON.stringify(text));
    return index > 0 && bytes > mostBytesOfTexts;
  });
  return tooMany === -1 ? messages : messages.slice(0, tooMany);
};
