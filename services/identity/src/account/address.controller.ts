import { createHash, randomBytes } from 'node:crypto';
import { Answers, type CallContext } from '@lethe/bus';
import {
  normalisedEmail,
  ClearAddresses,
  MakeEmailDigest,
  ReadAddress,
  ReadReleasedAddress,
  type InputOf,
} from '@lethe/contracts';
import type { Unit } from '@lethe/journal';
import { CLOCK, JOURNAL, SEALING } from '@lethe/service';
import { Controller, Inject } from '@nestjs/common';
import type { IdentityEvent, IdentityKit } from '../identity-kit.ts';
import { accountFold, addressesSubject, readable } from './account.ts';
import { preferencesOf } from './change-preferences.ts';
import { clearAddresses } from './clear-addresses.ts';
import { makeEmailDigest } from './make-email-digest.ts';
import { accountStream } from './account.events.ts';

/** CAN-11: SHA-256 of `salt:address`, the address normalised, in base64url. Whoever holds the salt can make it again. */
const digestOf = (salt: string, email: string): string =>
  createHash('sha256')
    .update(`${salt}:${normalisedEmail(email)}`)
    .digest('base64url');

type OfCancellation = InputOf<typeof ClearAddresses>;

/** What is left after an account is final: its addresses, for the mails that still go out, and their end. */
@Controller()
export class AddressController {
  constructor(
    @Inject(JOURNAL) readonly journal: IdentityKit['journal'],
    @Inject(SEALING) readonly sealing: IdentityKit['sealing'],
    @Inject(CLOCK) readonly clock: IdentityKit['clock'],
  ) {}

  @Answers(ReadAddress)
  async read({ accountId }: InputOf<typeof ReadAddress>) {
    const account = await this.journal.state(accountStream(accountId), accountFold);
    if (account.status === 'unregistered' || account.addressesCleared) return { email: null, salt: null };
    const { language, timeZone } = preferencesOf(account);
    return {
      email: readable(account.email) ?? null,
      salt: readable(account.digest?.salt) ?? null,
      ...(language === null ? {} : { language }),
      timeZone,
    };
  }

  @Answers(ReadReleasedAddress)
  async readReleased({ accountId }: InputOf<typeof ReadReleasedAddress>) {
    const account = await this.journal.state(accountStream(accountId), accountFold);
    if (account.status !== 'final' || account.addressesCleared) return { email: null };
    return { email: readable(account.email) ?? null };
  }

  /** The salt is random, not made from the command: once the key of the addresses is gone, nobody here can make it again. */
  @Answers(MakeEmailDigest)
  async makeDigest(input: InputOf<typeof MakeEmailDigest>, { command }: CallContext) {
    const salt = randomBytes(32).toString('base64url');
    let made: string | undefined;
    const digest = await this.journal.handle(
      command,
      async (unit) => {
        made = await this.recordDigest(unit, input, salt);
      },
      ([event]) => (event?.type === 'EmailDigestMade' ? event.data.digest : made),
    );
    if (digest === undefined) throw new Error('There is no address left, or the account is not final.');
    return { digest };
  }

  /** @returns the digest that was made before. */
  private async recordDigest(
    unit: Unit<IdentityEvent>,
    { accountId, cancellationId }: OfCancellation,
    salt: string,
  ): Promise<string | undefined> {
    const account = await unit.load(accountStream(accountId), accountFold);
    if (account.status === 'unregistered') return undefined;
    const email = readable(account.email);
    if (account.digest !== undefined || email === undefined) return account.digest?.value;
    const data = { cancellationId, digest: digestOf(salt, email), salt, at: this.clock() };
    unit.ungated.record(accountStream(accountId), makeEmailDigest({ type: 'MakeEmailDigest', data }, account));
    return undefined;
  }

  /** The fact first, then the key: asked again after a crash between the two, the key goes then. */
  @Answers(ClearAddresses)
  async clear({ accountId, cancellationId }: OfCancellation, { command }: CallContext) {
    const { journal, sealing, clock } = this;
    await journal.handle(
      command,
      async (unit) => {
        const account = await unit.load(accountStream(accountId), accountFold);
        if (account.status !== 'final') throw new Error('The addresses of an account that is not final stay.');
        const data = { cancellationId, at: clock() };
        unit.ungated.record(accountStream(accountId), clearAddresses({ type: 'ClearAddresses', data }, account));
      },
      () => undefined,
    );
    const { destroyedAt } = await sealing.destroy(addressesSubject(accountId), clock());
    return { keyDestroyedAt: destroyedAt, keyGoneBy: sealing.goneBy(destroyedAt) };
  }
}
