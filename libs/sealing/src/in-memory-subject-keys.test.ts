import { describe } from '@jest/globals';
import { inMemorySubjectKeys } from './in-memory-subject-keys.ts';
import { subjectKeysContract } from './subject-keys.contract.ts';

describe('Subject keys in memory', () => {
  const keys = inMemorySubjectKeys();
  subjectKeysContract(() => keys);
});
