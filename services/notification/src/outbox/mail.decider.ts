import type { Decider } from '@lethe/deciding';
import { acceptMail, type AcceptMail } from './accept-mail.ts';
import { giveUp, recordSent, type GiveUp, type RecordSent } from './end-mail.ts';
import type { MailEvent } from './mail.events.ts';
import { evolve, unknownMail, type Mail } from './mail.ts';

export const mailDecider: Decider<AcceptMail | RecordSent | GiveUp, Mail, MailEvent> = {
  initial: unknownMail,
  evolve,
  decide: (command, mail) => {
    switch (command.type) {
      case 'AcceptMail':
        return acceptMail(command, mail);
      case 'RecordSent':
        return recordSent(command, mail);
      case 'GiveUp':
        return giveUp(command, mail);
    }
  },
};
