import type { Receipt, SubjectKeys } from './sealing.ts';

/** What is done for ever, in ids alone. */
export type LedgerEntry = Readonly<{ kind: 'key-destroyed'; service: string; subject: string; at: string }>;

/** How far somebody has read. Compared and made by the ledger alone; the start is ''. */
export type LedgerMark = string;

/**
 * What was done for ever, kept where no restore of a database reaches, and written before the act: so whatever a database
 * has forgotten is done to it again.
 */
export interface Ledger {
  /** Durable once it answers. Writers of several processes may write at once. @throws LedgerUnwritten, or what may pass. */
  write(entry: LedgerEntry): Promise<void>;
  /**
   * What was written after the mark, oldest first, some of it at a time: there is no more once `mark` stands still.
   * @throws LedgerBroken where the mark is none of this ledger's or an entry cannot be read.
   */
  after(mark: LedgerMark): Promise<Readonly<{ entries: readonly LedgerEntry[]; mark: LedgerMark }>>;
}

export class LedgerBroken extends Error {
  override readonly name = 'LedgerBroken';
}

/** An entry is not there for certain, so that what it stands for is not done. It is tried again. */
export class LedgerUnwritten extends Error {
  override readonly name = 'LedgerUnwritten';
  /** Of the system: ENOSPC where there is no room. */
  readonly code: string;
  constructor(ledger: string, cause: unknown) {
    const { code } = cause as Readonly<{ code?: unknown }>;
    const said = typeof code === 'string' ? code : 'EIO';
    super(
      `The ledger ${ledger} takes no entry (${said}). Make room on its disk, or mend it: nothing was done or lost, and ` +
        'it goes on by itself.',
      { cause },
    );
    this.code = said;
  }
}

/** Subject keys whose destruction is in the ledger before it happens. Destroying again writes again, which is harmless. */
export const withLedger = (keys: SubjectKeys, ledger: Ledger, service: string): SubjectKeys => ({
  ...keys,
  destroy: async (subject, at): Promise<Receipt> => {
    await ledger.write({ kind: 'key-destroyed', service, subject, at: new Date(at).toISOString() });
    return keys.destroy(subject, at);
  },
});
