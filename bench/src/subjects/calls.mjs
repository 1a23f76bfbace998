// One call over NATS and its answer, both ends in this process: what a call costs in all. Beside it a request of NATS alone,
// and, where LETHE_BESIDE names a checkout that is built, the same of that one.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from '@nats-io/transport-node';
import { exportJWK, generateKeyPair } from 'jose';
import * as z from 'zod';
import { findNats, startNats } from '../../../scripts/nats.mjs';

const here = join(import.meta.dirname, '../../..');
const beside = process.env.LETHE_BESIDE;

/** A nats-server of the subject's own. */
const ownServer = async () => {
  const directory = mkdtempSync(join(tmpdir(), 'lethe-bench-nats-'));
  const server = await startNats({ binary: await findNats(join(here, '.lethe/cache')), directory });
  const close = async () => {
    await server.stop();
    rmSync(directory, { recursive: true, force: true });
  };
  return { url: server.url, close };
};

const quiet = { debug() {}, info() {}, warn() {}, error() {} };
const clock = () => new Date().toISOString();
const subject = 'lethe.rpc.identity.account.echo';
const input = { name: 'a name as people have them', at: '2026-11-24T08:00:00.000Z' };
const text = z.strictObject({ name: z.string(), at: z.string() });

const keysFor = async (names) => {
  const pairs = await Promise.all(
    names.map(async (name) => [name, await generateKeyPair('EdDSA', { extractable: true })]),
  );
  const known = {
    keys: await Promise.all(pairs.map(async ([kid, { publicKey }]) => ({ ...(await exportJWK(publicKey)), kid }))),
  };
  return {
    known,
    own: Object.fromEntries(
      await Promise.all(pairs.map(async ([name, { privateKey }]) => [name, await exportJWK(privateKey)])),
    ),
  };
};

const serviceOf = (Echo, Answers, Controller) => {
  class EchoController {
    echo(given) {
      return Promise.resolve(given);
    }
  }
  Answers(Echo)(EchoController.prototype, 'echo', Object.getOwnPropertyDescriptor(EchoController.prototype, 'echo'));
  Controller()(EchoController);
  return EchoController;
};

const callsIn = async (root, proof) => {
  const bus = await import(join(root, 'libs/bus/dist/index.js'));
  const { call } = await import(join(root, 'libs/contracts/dist/index.js'));
  const { Controller } = await import(join(root, 'node_modules/@nestjs/common/index.js'));
  const Echo = call({ subject, callers: ['service:gateway'], ...proof, input: text, output: text, refuses: {} });
  const nats = await ownServer();
  const { known, own } = await keysFor(['gateway', 'identity']);
  const ringOf = (name) => bus.keyringOf({ name, own: own[name], known, clock });
  const serving = await bus.serveCalls({
    service: 'identity',
    nats: bus.natsServer('identity', nats.url),
    controllers: [serviceOf(Echo, bus.Answers, Controller)],
    keyring: await ringOf('identity'),
    clock,
    log: quiet,
  });
  const calls = new bus.NatsCalls({
    nats: bus.natsServer('gateway', nats.url),
    keyring: await ringOf('gateway'),
    clock,
    log: quiet,
  });
  await calls.connect();
  return {
    ask: () => calls.ask(Echo, input),
    close: async () => {
      await calls.close();
      await serving.close();
      await nats.close();
    },
  };
};

const rawNats = async () => {
  const nats = await ownServer();
  const [asking, answering] = await Promise.all([connect({ servers: nats.url }), connect({ servers: nats.url })]);
  answering.subscribe(subject, {
    queue: 'identity',
    callback: (_error, message) => void message.respond(message.data),
  });
  await answering.flush();
  const body = JSON.stringify(input);
  return {
    ask: async () => (await asking.request(subject, body)).json(),
    close: async () => {
      await Promise.all([asking.close(), answering.close()]);
      await nats.close();
    },
  };
};

const ofBeside = (proof) => ({ open: () => (beside === undefined ? undefined : callsIn(beside, proof)) });

export const raw = { open: rawNats };
export const plain = { open: () => callsIn(here, {}) };
export const signed = { open: () => callsIn(here, { signed: true }) };
export const bound = { open: () => callsIn(here, { bound: true }) };
export const plainBeside = ofBeside({});
