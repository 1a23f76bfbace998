import { lines, type GeneralSettings, type Line } from './settings.ts';

type Named =
  'LETHE_POSTGRES_URL' | 'LETHE_NATS_URL' | 'LETHE_KURRENTDB_URL' | 'LETHE_VAULT_ADDR' | 'LETHE_LEDGER_ENDPOINT';
type Asked = Named | 'LETHE_MODE' | 'LETHE_WITHOUT_TLS';
type Settings = Readonly<{ [Name in Asked]?: GeneralSettings[Name] | undefined }>;
type How = Readonly<{ setting: Named; isInPlain: (url: string) => boolean; remedy: string }>;

const parameterOf = (url: string, name: string): string | null => new URL(url).searchParams.get(name);

const how: Readonly<Record<Line, How>> = {
  postgres: {
    setting: 'LETHE_POSTGRES_URL',
    // Anything less takes whichever server answers.
    isInPlain: (url) => parameterOf(url, 'sslmode') !== 'verify-full',
    remedy: 'add ?sslmode=verify-full, and &sslrootcert=FILE where the authority is your own',
  },
  nats: {
    setting: 'LETHE_NATS_URL',
    isInPlain: (urls) => urls.split(',').some((url) => !url.trim().startsWith('tls://')),
    remedy: 'say tls:// for every server, and LETHE_NATS_CA_FILE where the authority is your own',
  },
  kurrentdb: {
    setting: 'LETHE_KURRENTDB_URL',
    isInPlain: (url) => parameterOf(url, 'tls') === 'false' || parameterOf(url, 'tlsVerifyCert') === 'false',
    remedy: 'take tls=false and tlsVerifyCert=false away',
  },
  vault: {
    setting: 'LETHE_VAULT_ADDR',
    isInPlain: (url) => !url.startsWith('https://'),
    remedy: 'say https://',
  },
  ledger: {
    setting: 'LETHE_LEDGER_ENDPOINT',
    isInPlain: (url) => !url.startsWith('https://'),
    remedy: 'say https://',
  },
};

/** What is wrong with these settings: in production a line is without TLS only where it is named so (T5, B10). */
export const linesInPlain = (settings: Settings): readonly string[] => {
  if (settings.LETHE_MODE !== 'production') return [];
  return lines.flatMap((line) => {
    const { setting, isInPlain, remedy } = how[line];
    const url = settings[setting];
    if (url === undefined || !isInPlain(url) || settings.LETHE_WITHOUT_TLS?.includes(line)) return [];
    return [
      `${setting}: goes without TLS, or to a server that nobody checks: ${remedy}; or name ${line} in LETHE_WITHOUT_TLS`,
    ];
  });
};
