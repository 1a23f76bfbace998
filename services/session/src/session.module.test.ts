import { moduleSuite } from '../../../libs/service/src/testing/module.suite.ts';
import { SessionModule } from './session.module.ts';
import { session } from './session.definition.ts';

moduleSuite(SessionModule, session);
