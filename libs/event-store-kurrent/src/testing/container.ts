import { execFileSync, spawnSync } from 'node:child_process';

const image = 'docker.kurrent.io/kurrent-latest/kurrentdb:latest';

const docker = (...parts: readonly string[]): string => execFileSync('docker', parts, { encoding: 'utf8' }).trim();

/** Whether somebody could run a container for us. */
export const engineAnswers = (): boolean =>
  spawnSync('docker', ['version', '--format', '{{.Server.Version}}'], { timeout: 10_000 }).status === 0;

/** A real KurrentDB with nothing in it, on a free port; it goes with its container. */
export const kurrentContainer = () => {
  const options = ['--rm', '--detach', '--publish', '127.0.0.1::2113'];
  const id = docker('run', ...options, image, '--insecure', '--run-projections=None', '--mem-db');
  const [, port = ''] = /:(\d+)$/m.exec(docker('port', id, '2113')) ?? [];
  return {
    url: `kurrentdb://127.0.0.1:${port}?tls=false`,
    stop: (): void => void docker('stop', id),
  };
};
