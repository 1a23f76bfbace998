#!/usr/bin/env node
import { usage, UsageError } from './usage.ts';

/** Each command is loaded when it is asked for: the command line stays quick, whatever the services bring. */
const commands: Readonly<Record<string, (words: readonly string[]) => Promise<void>>> = {
  run: async (words) => (await import('./run.ts')).run(words),
  provision: async (words) => (await import('./provision.ts')).provision(words),
  outsiders: async (words) => (await import('./outsiders.ts')).outsiders(words),
  admin: async (words) => (await import('./admin.ts')).admin(words),
  views: async (words) => (await import('./views.ts')).views(words),
  rebuild: async (words) => (await import('./views.ts')).rebuild(words),
  replay: async (words) => (await import('./views.ts')).replay(words),
  parked: async (words) => (await import('./parked.ts')).parked(words),
  keys: async (words) => (await import('./keys.ts')).keys(words),
  ledger: async (words) => (await import('./ledger.ts')).ledger(words),
  rotate: async (words) => (await import('./rotate.ts')).rotate(words),
  calendar: async (words) => (await import('./calendar.ts')).calendar(words),
  certificate: async (words) => (await import('./certificate/certificate.ts')).certificate(words),
  verify: async () => (await import('./verify/verify.ts')).verify(),
};

const [name = 'help', ...words] = process.argv.slice(2);
try {
  const command = commands[name];
  if (command === undefined) throw new UsageError(name === 'help' ? undefined : `There is no command "${name}".`);
  await command(words);
} catch (error) {
  process.stderr.write(error instanceof UsageError ? `${error.message}\n${usage}` : `${messageOf(error)}\n`);
  process.exitCode = error instanceof UsageError ? 2 : 1;
}

function messageOf(error: unknown): string {
  return error instanceof Error
    ? process.env['LETHE_LOG_LEVEL'] === 'debug'
      ? String(error.stack)
      : error.message
    : String(error);
}
