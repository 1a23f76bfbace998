import { Answers } from '@lethe/bus';
import { RecogniseDevice, type InputOf } from '@lethe/contracts';
import { CLOCK, DATABASE, JOURNAL, SEALING, SETTINGS } from '@lethe/service';
import { Controller, Inject } from '@nestjs/common';
import { devices, type DevicesKit } from './known-devices.service.ts';

@Controller()
export class DevicesController {
  constructor(
    @Inject(DATABASE) readonly database: DevicesKit['database'],
    @Inject(JOURNAL) readonly journal: DevicesKit['journal'],
    @Inject(SEALING) readonly sealing: DevicesKit['sealing'],
    @Inject(CLOCK) readonly clock: DevicesKit['clock'],
    @Inject(SETTINGS) readonly settings: DevicesKit['settings'],
  ) {}

  @Answers(RecogniseDevice)
  async recognise({ deviceToken }: InputOf<typeof RecogniseDevice>) {
    return { device: (await devices(this).known(deviceToken)) ?? null };
  }
}
