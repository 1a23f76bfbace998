import { spawnSync } from 'node:child_process';
import { chownSync, cpSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { dirname, join } from 'node:path';

const nobodyId = (flag) => Number(spawnSync('id', [flag, 'nobody'], { encoding: 'utf8' }).stdout);

/** Every system knows the user nobody by name, which initdb insists on. */
const inNamespace = (program, args) => {
  const mapping = ['--user', `--map-user=${nobodyId('-u')}`, `--map-group=${nobodyId('-g')}`];
  return ['unshare', [...mapping, program, ...args], {}];
};

const hasNamespaces = () => {
  const [unshare, args] = inNamespace('true', []);
  return process.env.LETHE_NO_USER_NAMESPACE !== '1' && spawnSync(unshare, args).status === 0;
};

/** Containers run under numbers that have no name. */
const hasName = () => {
  try {
    return userInfo().username !== '';
  } catch {
    return false;
  }
};

/** Root's own folders may be closed to nobody: programs and data then live in a folder under /var/tmp, remembered here. */
const refugeOf = (directory) => {
  const note = join(directory, 'refuge');
  const known = existsSync(note) ? readFileSync(note, 'utf8') : undefined;
  if (known !== undefined && existsSync(known) && statSync(known).uid === 0) return known;
  const refuge = mkdtempSync('/var/tmp/lethe-');
  writeFileSync(note, refuge);
  return refuge;
};

const asNobody = (directory, binaries) => {
  const [uid, gid] = [nobodyId('-u'), nobodyId('-g')];
  const refuge = refugeOf(directory);
  const programs = join(refuge, 'programs');
  spawnSync('chmod', ['711', refuge]);
  if (!existsSync(programs)) {
    cpSync(dirname(dirname(binaries.postgres)), programs, { recursive: true, verbatimSymlinks: true });
  }
  return {
    home: join(refuge, 'data'),
    binaries: { initdb: join(programs, 'bin/initdb'), postgres: join(programs, 'bin/postgres') },
    own: (path) => chownSync(path, uid, gid),
    command: (program, args) => [program, args, { uid, gid }],
    discard: () => rmSync(refuge, { recursive: true, force: true }),
  };
};

/**
 * Under whom PostgreSQL runs: it refuses uid 0, and users without a name. In a user namespace the files stay ours while
 * the uid reads as nobody's, which also works below a folder only root may enter; root without namespaces, as in some
 * containers, becomes nobody.
 */
export const serverAccount = (directory, binaries) => {
  const ours = { home: directory, binaries, own: () => {}, discard: () => {} };
  const isRoot = process.getuid?.() === 0;
  const asOurselves = { ...ours, command: (program, args) => [program, args, {}] };
  if (!isRoot && hasName()) return asOurselves;
  if (hasNamespaces()) return { ...ours, command: inNamespace };
  return isRoot ? asNobody(directory, binaries) : asOurselves;
};
