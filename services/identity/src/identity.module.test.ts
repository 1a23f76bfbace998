import { moduleSuite } from '../../../libs/service/src/testing/module.suite.ts';
import { IdentityModule } from './identity.module.ts';
import { identity } from './identity.definition.ts';

moduleSuite(IdentityModule, identity);
