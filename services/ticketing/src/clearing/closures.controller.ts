import { Answers } from '@lethe/bus';
import { ReadClosures, type InputOf } from '@lethe/contracts';
import { DATABASE, SEALING, STORE, WAIT_FOR } from '@lethe/service';
import { Controller, Inject } from '@nestjs/common';
import type { TicketingKit } from '../ticketing-kit.ts';
import { listsOf } from '../tickets/lists-of.ts';
import { closuresOf } from '../tickets/ticket-lists.view.ts';

/** How far the tickets of a cancelled account are, for its status page: dates and nothing else (CAN-7). */
@Controller()
export class ClosuresController {
  constructor(
    @Inject(STORE) readonly store: TicketingKit['store'],
    @Inject(SEALING) readonly sealing: TicketingKit['sealing'],
    @Inject(DATABASE) readonly database: TicketingKit['database'],
    @Inject(WAIT_FOR) readonly waitFor: TicketingKit['waitFor'],
  ) {}

  @Answers(ReadClosures)
  async read({ accountId }: InputOf<typeof ReadClosures>) {
    return { closures: await closuresOf(await listsOf(this), accountId) };
  }
}
