import { timingSafeEqual } from 'node:crypto';
import { Answers } from '@lethe/bus';
import { ReadCancellationStatus, type InputOf } from '@lethe/contracts';
import { refuse } from '@lethe/deciding';
import { KIT } from '@lethe/service';
import { Controller, Inject } from '@nestjs/common';
import { cancellationOf, type CancellationKit } from '../cancellation-kit.ts';
import { statusTokenOf } from './link.ts';
import { statusOf } from './status.ts';

const isSame = (one: string, other: string): boolean => {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
};

/** For whoever holds the link of a cancellation, without an account. */
@Controller()
export class StatusController {
  constructor(@Inject(KIT) private readonly kit: CancellationKit) {}

  @Answers(ReadCancellationStatus)
  async read({ cancellationId, statusToken }: InputOf<typeof ReadCancellationStatus>) {
    if (!isSame(statusToken, statusTokenOf(this.kit, cancellationId))) return refuse('cancellation-unknown');
    const [accountId] = await this.kit.journal.lookUp('cancellation', cancellationId);
    if (accountId === undefined) return refuse('cancellation-unknown');
    return statusOf(await cancellationOf(this.kit, accountId), cancellationId) ?? refuse('cancellation-unknown');
  }
}
