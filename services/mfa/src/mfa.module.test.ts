import { moduleSuite } from '../../../libs/service/src/testing/module.suite.ts';
import { MfaModule } from './mfa.module.ts';
import { mfa } from './mfa.definition.ts';

moduleSuite(MfaModule, mfa);
