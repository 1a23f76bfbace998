import { Module } from '@nestjs/common';
import { ConfirmingController } from './confirming/confirming.controller.ts';
import { DeskController } from './desk/desk.controller.ts';
import { ParticipantController } from './participants/participant.controller.ts';
import { StatusController } from './status/status.controller.ts';
import { StoppingController } from './stopping/stopping.controller.ts';

/** Every handler of a call to the service. It stands beside a `KitModule`, which gives them what they inject. */
@Module({
  controllers: [ConfirmingController, StatusController, StoppingController, DeskController, ParticipantController],
})
export class CancellationModule {}
