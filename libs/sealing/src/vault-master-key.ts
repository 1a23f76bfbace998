import { createHash, timingSafeEqual } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { MasterKeyUnavailable } from './master-key.ts';
import type { MasterKey } from './master-key.ts';

/**
 * `key` is `<mount>/<name>`, or the name alone where the engine is mounted at `transit`. The token is read from its file at
 * every use: an agent beside the service, or a Kubernetes login, keeps it fresh there.
 */
export type VaultOptions = Readonly<{ address: string; key: string; tokenFile: string; timeoutMs?: number }>;

/**
 * A master key that never leaves Vault's transit engine, or OpenBao's. The token needs `update` on `encrypt/<name>` and
 * `decrypt/<name>`; who rotates also on `keys/<name>/rotate` and `keys/<name>/config`, and `read` on `keys/<name>`.
 *
 * What is encrypted begins with a digest of the context. Vault's own `associated_data` would not do: versions that do not
 * know it ignore it without a word.
 */
export const vaultMasterKey = (options: VaultOptions): MasterKey => {
  const [name, mount = 'transit'] = options.key.split('/').toReversed();
  const ask = (path: string, body?: object) => request(options, `${mount}/${path}`, body);
  const latest = async () => Number((await ask(`keys/${name}`))['latest_version']);
  return {
    wrap: async (key, context) => {
      const plaintext = Buffer.concat([digestOf(context), key]).toString('base64');
      return Buffer.from(textOf(await ask(`encrypt/${name}`, { plaintext }), 'ciphertext'));
    },
    unwrap: async (wrapped, context) => {
      const ciphertext = Buffer.from(wrapped).toString();
      if (!ciphertext.startsWith('vault:')) throw new Error(`It was not Vault that ${notThis}`);
      const opened = Buffer.from(textOf(await ask(`decrypt/${name}`, { ciphertext }), 'plaintext'), 'base64');
      const digest = digestOf(context);
      if (opened.length < digest.length || !timingSafeEqual(opened.subarray(0, digest.length), digest))
        throw new Error(`Nobody ${notThis}`);
      return opened.subarray(digest.length);
    },
    renew: async () => {
      await ask(`keys/${name}/rotate`, {});
    },
    newest: latest,
    retire: async (before) => {
      await ask(`keys/${name}/config`, { min_decryption_version: Math.min(before, await latest()) });
    },
  };
};

const notThis = 'wrapped this in this context, with a version of the key that still opens.';

const digestOf = (context: string): Buffer => createHash('sha256').update(context).digest();

const textOf = (data: Readonly<Record<string, unknown>>, field: string): string => {
  const text = data[field];
  if (typeof text !== 'string') throw new MasterKeyUnavailable(`Vault's answer has no ${field}. Is this a Vault?`);
  return text;
};

/** A GET without a body, else a POST. @returns the answer's `data`. */
const request = async (
  options: VaultOptions,
  path: string,
  body?: object,
): Promise<Readonly<Record<string, unknown>>> => {
  const { ok, status, text } = await asked(options, path, body);
  if (!ok) throw failureOf(status, text, path, options);
  try {
    return text === '' ? {} : ((JSON.parse(text) as { data?: Record<string, unknown> | null }).data ?? {});
  } catch (cause) {
    throw new MasterKeyUnavailable(`What answers at ${hostOf(options)} is no Vault.`, { cause });
  }
};

type Answer = Readonly<{ ok: boolean; status: number; text: string }>;

/** One deadline for the whole exchange: a Vault that stops in the middle of its answer does not answer either (L1). */
const asked = async (options: VaultOptions, path: string, body?: object): Promise<Answer> => {
  const { tokenFile, timeoutMs = 5_000 } = options;
  const token = await readFile(tokenFile, 'utf8').catch((cause: unknown) => {
    throw new MasterKeyUnavailable(`There is no token for Vault to read in ${tokenFile}.`, { cause });
  });
  try {
    const response = await fetch(new URL(`/v1/${path}`, options.address), {
      method: body === undefined ? 'GET' : 'POST',
      headers: { 'X-Vault-Token': token.trim(), 'X-Vault-Request': 'true' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(timeoutMs),
    });
    return { ok: response.ok, status: response.status, text: await response.text() };
  } catch (cause) {
    const why = (cause as Readonly<{ name?: string }>).name === 'TimeoutError' ? `for ${timeoutMs} ms` : 'at all';
    throw new MasterKeyUnavailable(`Vault at ${hostOf(options)} does not answer ${why}.`, { cause });
  }
};

const hostOf = ({ address }: VaultOptions): string => new URL(address).host;

/** Vault says much by its texts: HTTP alone does not tell a wrong ciphertext from a key that is not there. */
const failureOf = (status: number, text: string, path: string, options: VaultOptions): Error => {
  const { tokenFile } = options;
  if (status === 403)
    return new MasterKeyUnavailable(
      `Vault refuses ${path} to the token in ${tokenFile}: it has expired, or its policy does not allow this.`,
    );
  if (/sealed/i.test(text)) return new MasterKeyUnavailable(`Vault at ${hostOf(options)} is sealed. Unseal it.`);
  if (status === 404 || /key not found/i.test(text))
    return new MasterKeyUnavailable(
      `Vault has no transit key for ${path}. Make it: vault write -f <mount>/keys/<name>.`,
    );
  if (path.includes('/decrypt/') && (status === 400 || /authentication failed/.test(text)))
    return new Error(`It was not this key of Vault that ${notThis}`);
  return new MasterKeyUnavailable(`Vault answers ${path} with ${status}.`);
};
