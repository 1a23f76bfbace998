/** What jest.global.mjs started for this run. */
export const given = (name: 'LETHE_TEST_PG'): string => {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is missing: name the test *.int.test.ts or *.e2e.test.ts`);
  return value;
};
