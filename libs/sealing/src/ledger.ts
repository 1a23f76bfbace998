import type { Receipt, SubjectKeys } from './sealing.ts';

type OfCancellation = Readonly<{ accountId: string; cancellationId: string; attempt: number; at: string }>;

/** What is done for ever, in ids alone. */
export type LedgerEntry =
  | Readonly<{ kind: 'key-destroyed'; service: string; subject: string; at: string }>
  | (OfCancellation & Readonly<{ kind: 'cancellation-final' | 'cancellation-completed' }>);

/** Whoever reads passes over the kinds of later builds. */
const kinds: ReadonlySet<unknown> = new Set<LedgerEntry['kind']>([
  'key-destroyed',
  'cancellation-final',
  'cancellation-completed',
]);
export const isKnown = (entry: Readonly<{ kind: unknown }>): entry is LedgerEntry => kinds.has(entry.kind);

/** How far somebody has read, and a digest of all that was there. Compared and made by the ledger alone; the start is ''. */
export type LedgerMark = string;

/**
 * What was done for ever, kept where no restore of a database reaches, and written before the act: so whatever a database
 * has forgotten is done to it again.
 */
export interface Ledger {
  /** Durable once it answers. Writers of several processes may write at once. @throws LedgerUnwritten, or what may pass. */
  write(entries: readonly LedgerEntry[]): Promise<void>;
  /**
   * What was written after the mark, oldest first, some of it at a time: there is no more once `mark` stands still. What it
   * gives is durable, whoever wrote it. Its cost is that of what is new, but for the first time of a process.
   * @throws LedgerBroken where the mark is none of this ledger's or an entry cannot be read.
   */
  after(mark: LedgerMark): Promise<Readonly<{ entries: readonly LedgerEntry[]; mark: LedgerMark }>>;
}

/** A ledger that is not what was read before. What it stands for waits until the right one is back. */
export class LedgerBroken extends Error {
  override readonly name = 'LedgerBroken';
  constructor(what: string, options?: ErrorOptions) {
    super(
      `${what} Bring the right one back: without it, what a restore forgot would come back to life. ` +
        'What helps where it is lost for good stands in docs/operating.md.',
      options,
    );
  }
}

/** Of the system: ENOSPC where there is no room; or how a server calls it. */
const codeOf = (cause: unknown): string => {
  const { code, name } = cause as Readonly<{ code?: unknown; name?: unknown }>;
  if (typeof code === 'string') return code;
  return typeof name === 'string' && name !== 'Error' ? name : 'EIO';
};

/** What it says now is not known. It is asked again. */
export class LedgerUnread extends Error {
  override readonly name = 'LedgerUnread';
  constructor(ledger: string, cause: unknown) {
    super(
      `The ledger ${ledger} does not answer (${codeOf(cause)}). Nothing was done or lost, and it goes on by itself.`,
      {
        cause,
      },
    );
  }
}

/** Nothing could be kept there for good. */
export class LedgerUnfit extends Error {
  override readonly name = 'LedgerUnfit';
}

/** An entry is not there for certain, so that what it stands for is not done. It is tried again. */
export class LedgerUnwritten extends Error {
  override readonly name = 'LedgerUnwritten';
  readonly code: string;
  constructor(ledger: string, cause: unknown) {
    const said = codeOf(cause);
    super(
      `The ledger ${ledger} takes no entry (${said}). Make room on its disk, or mend it: nothing was done or lost, and ` +
        'it goes on by itself.',
      { cause },
    );
    this.code = said;
  }
}

/** Subject keys that go by the ledger. Destroying again writes again, which is harmless. */
export const withLedger = (
  keys: SubjectKeys,
  enter: (entry: LedgerEntry) => Promise<void>,
  service: string,
): SubjectKeys => ({
  ...keys,
  destroy: async (subject, at): Promise<Receipt> => {
    await enter({ kind: 'key-destroyed', service, subject, at: new Date(at).toISOString() });
    return keys.destroy(subject, at);
  },
});
