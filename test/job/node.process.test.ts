import { spawnSync } from 'node:child_process';
import { envOf, jobOf, SECRET } from './support';

test('Node.js runs the command of the Job, which fails if no server answers', () => {
  const job = jobOf({ thunderUrl: 'http://127.0.0.1:9', waitSeconds: 0 });
  const [, ...args] = job.spec?.template.spec?.containers[0]?.command ?? [];
  const env = Object.fromEntries(envOf(job).map(({ name, value }) => [name, value ?? SECRET]));
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { env, encoding: 'utf8' });
  expect({ status, stdout, stderr }).toEqual({
    status: 1,
    stdout: '',
    stderr: expect.stringMatching(/^Thunder does not answer at http:\/\/127\.0\.0\.1:9: [\w ]+\n$/),
  });
});
