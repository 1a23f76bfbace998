import { Answers } from '@lethe/bus';
import {
  AcceptClearing,
  AcknowledgeClearing,
  ReadClearing,
  ReadAddress,
  type InputOf,
  type OutputOf,
} from '@lethe/contracts';
import { Controller } from '@nestjs/common';

type Address = OutputOf<typeof ReadAddress>;
type Reader = Pick<Address, 'language' | 'timeZone'>;

const addresses = new Map<string, Address>();
const clearings: object[] = [];

/** Identity as notification sees it: an address book that forgets. */
export const identity = {
  knows: (accountId: string, email: string, salt: string | null = null, reader: Reader = {}): void => {
    addresses.set(accountId, { email, salt, ...reader });
  },
  clears: (accountId: string): void => {
    addresses.delete(accountId);
  },
};

/** What cancellation was told, in order. */
export const toldToCancellation = (accountId: string): readonly object[] =>
  clearings.filter((told) => 'accountId' in told && told.accountId === accountId);

@Controller()
export class AddressController {
  @Answers(ReadAddress)
  async read({ accountId }: InputOf<typeof ReadAddress>) {
    return addresses.get(accountId) ?? { email: null, salt: null };
  }
}

@Controller()
export class ParticipantController {
  @Answers(AcceptClearing)
  async accept(accepted: InputOf<typeof AcceptClearing>) {
    clearings.push(accepted);
    return {};
  }

  @Answers(ReadClearing)
  async read(): Promise<OutputOf<typeof ReadClearing>> {
    return { asked: true };
  }

  @Answers(AcknowledgeClearing)
  async acknowledge(acknowledged: InputOf<typeof AcknowledgeClearing>) {
    clearings.push(acknowledged);
    return {};
  }
}
