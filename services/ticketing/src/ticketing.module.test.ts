import { moduleSuite } from '../../../libs/service/src/testing/module.suite.ts';
import { TicketingModule } from './ticketing.module.ts';
import { ticketing } from './ticketing.definition.ts';

moduleSuite(TicketingModule, ticketing);
