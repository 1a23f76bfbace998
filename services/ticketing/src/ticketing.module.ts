import { Module } from '@nestjs/common';
import { ClosuresController } from './clearing/closures.controller.ts';
import { UnclosedTicketsController } from './clearing/unclosed-tickets.controller.ts';
import { DeskListsController } from './desk/desk-lists.controller.ts';
import { DeskController } from './desk/desk.controller.ts';
import { OwnTicketsController } from './tickets/own-tickets.controller.ts';
import { TicketController } from './tickets/ticket.controller.ts';

/** Every handler of a call to the service. It stands beside a `KitModule`, which gives them what they inject. */
@Module({
  controllers: [
    TicketController,
    OwnTicketsController,
    DeskController,
    DeskListsController,
    UnclosedTicketsController,
    ClosuresController,
  ],
})
export class TicketingModule {}
