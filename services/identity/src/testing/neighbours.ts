import { Answers, type CallContext } from '@lethe/bus';
import {
  AcknowledgeClearing,
  CheckFactor,
  RaiseFloor,
  ReadClearing,
  RecogniseDevice,
  RequiresFactor,
  SendMail,
  type InputOf,
  type OutputOf,
} from '@lethe/contracts';
import { refuse } from '@lethe/deciding';
import { Controller } from '@nestjs/common';

export const factorCode = '246810';
export type Mail = InputOf<typeof SendMail>;

/** What the neighbours know and were asked. */
export const neighbours = {
  requiresFactor: false,
  /** Every mail once, by the command that asked for it, as notification keeps them. */
  mails: new Map<string, Mail>(),
  /** Session is away, as it seems. */
  sessionAway: false,
  /** Of the browser that has a device's token. */
  device: null as OutputOf<typeof RecogniseDevice>['device'],
  floors: [] as InputOf<typeof RaiseFloor>[],
  acknowledged: [] as InputOf<typeof AcknowledgeClearing>[],
};

/** The last mail to an address, a registration or an account. */
export const lastMailTo = (to: string): Mail => {
  const mail = [...neighbours.mails.values()].findLast(({ address, registrationId, resetId, accountId }) =>
    [address, registrationId, resetId, accountId].includes(to),
  );
  if (mail === undefined) throw new Error('No mail was sent.');
  return mail;
};
export const lastCodeTo = (to: string): string => lastMailTo(to).parameters['code'] ?? 'no code';
export const another = (code: string): string => (code === '000000' ? '000001' : '000000');

@Controller()
export class MailController {
  @Answers(SendMail)
  async send(mail: Mail, { command }: CallContext) {
    if (!neighbours.mails.has(command.id)) neighbours.mails.set(command.id, mail);
    return { mailId: command.id, acceptedAt: '2026-11-24T07:00:00.000Z' };
  }
}

@Controller()
export class FactorController {
  @Answers(RequiresFactor)
  async isRequired() {
    return { required: neighbours.requiresFactor, revision: 0 };
  }

  @Answers(CheckFactor)
  async check({ code }: InputOf<typeof CheckFactor>) {
    if (code !== factorCode) return refuse('second-factor-wrong');
    return { method: 'totp' as const, checkedAt: '2026-11-24T07:00:00.000Z', revision: 1 };
  }
}

@Controller()
export class FloorController {
  @Answers(RaiseFloor)
  async raise(input: InputOf<typeof RaiseFloor>) {
    if (neighbours.sessionAway) throw new Error('Session is away.');
    neighbours.floors.push(input);
    return {};
  }
}

@Controller()
export class DeviceController {
  @Answers(RecogniseDevice)
  async recognise() {
    return { device: neighbours.device };
  }
}

@Controller()
export class ParticipantController {
  @Answers(ReadClearing)
  async read(): Promise<OutputOf<typeof ReadClearing>> {
    return { asked: true };
  }

  @Answers(AcknowledgeClearing)
  async acknowledge(input: InputOf<typeof AcknowledgeClearing>) {
    neighbours.acknowledged.push(input);
    return {};
  }
}
