import { spawnSync } from 'node:child_process';
import { chownSync, cpSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const nobodyId = (flag) => Number(spawnSync('id', [flag, 'nobody'], { encoding: 'utf8' }).stdout);

const namespace = ['--user', '--map-user=1000', '--map-group=1000'];
const hasNamespaces = () =>
  process.env.LETHE_NO_USER_NAMESPACE !== '1' && spawnSync('unshare', [...namespace, 'true']).status === 0;

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
 * Under whom PostgreSQL runs: it refuses uid 0. In a user namespace root's files stay root's while the uid reads as
 * 1000, which also works below a folder only root may enter; containers without namespaces get the user nobody.
 */
export const serverAccount = (directory, binaries) => {
  const plain = { home: directory, binaries, own: () => {}, discard: () => {} };
  if (process.getuid?.() !== 0) return { ...plain, command: (program, args) => [program, args, {}] };
  if (hasNamespaces()) {
    return { ...plain, command: (program, args) => ['unshare', [...namespace, program, ...args], {}] };
  }
  return asNobody(directory, binaries);
};
