import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { read } from './docs-pages';
import { newSandbox, root } from './sandbox';

describe('docs/tutorial.md', () => {
  const sandbox = newSandbox();
  const portal = join(sandbox, 'portal');
  afterAll(() => rmSync(sandbox, { recursive: true }));

  /**
   * Code blocks of the tutorial: a file to write, a change of a file, a whole file to compare, commands, or their output. In
   * output, `…` stands for omitted text.
   */
  const steps = [...read('docs/tutorial.md').matchAll(/^```(\w+)(?: title="(.*)")?\n([\s\S]*?)^```$/gm)].map(
    ([, language = '', title, code = '']) => ({ language, title, code }),
  );

  test('uses the name and version of the package in its commands', () => {
    const { name, version } = JSON.parse(read('package.json'));
    expect(commandsOf('beside the clone')).toContain(`../${name}/${name}-${version}.tgz`);
    expect(commandsOf('in the clone')).toBe('npm ci\nnpm pack\n');
  });

  test('shows the actual output of its commands, after each change', () => {
    fillProject(portal);
    let output = '';
    for (const { language, title, code } of steps) {
      if (language === 'sh') {
        output = ['in the clone', 'beside the clone'].includes(title ?? '') ? '' : run(code, title === 'fails');
      } else if (title === undefined) {
        for (const part of code.split('…')) {
          expect(output).toContain(part);
        }
      } else if (title.endsWith(', whole')) {
        expect(readFileSync(join(portal, title.replace(', whole', '')), 'utf8')).toBe(code);
      } else if (language === 'diff') {
        edit(join(portal, title), code);
      } else {
        writeFileSync(join(portal, title), code);
      }
    }
    expect(readdirSync(join(portal, 'dist/portal'))).toContain('PodDisruptionBudget.backstage.k8s.yaml');
  });

  function commandsOf(title: string): string {
    return steps.find((step) => step.title === title)?.code ?? '';
  }

  /** Creates the project that the commands of the first step create, with this checkout as the package. */
  function fillProject(folder: string): void {
    const packages = ['typescript', '@types', ...Object.keys(JSON.parse(read('package.json')).peerDependencies)];
    mkdirSync(join(folder, 'node_modules'), { recursive: true });
    symlinkSync(root, join(folder, 'node_modules/cdk8s-openchoreo-backstage'));
    for (const name of packages) {
      symlinkSync(join(root, 'node_modules', name), join(folder, 'node_modules', name));
    }
    const [, synth] = /scripts\.synth="(.*)"/.exec(commandsOf('beside the clone')) ?? [];
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'portal', scripts: { synth } }));
  }

  function run(commands: string, fails: boolean): string {
    const who = { GIT_AUTHOR_NAME: 'a', GIT_AUTHOR_EMAIL: 'a@example.com' };
    const { status, stdout, stderr } = spawnSync('bash', ['-ec', commands], {
      cwd: portal,
      encoding: 'utf8',
      env: {
        ...process.env,
        ...who,
        // Ignore the Git settings of the user who runs the tests, such as signatures.
        GIT_CONFIG_GLOBAL: '/dev/null',
        GIT_COMMITTER_NAME: who.GIT_AUTHOR_NAME,
        GIT_COMMITTER_EMAIL: who.GIT_AUTHOR_EMAIL,
        PATH: [join(root, 'node_modules/.bin'), process.env.PATH].join(delimiter),
      },
    });
    expect({ commands, fails: status !== 0, stderr }).toEqual({ commands, fails, stderr });
    return stdout + stderr;
  }

  /** Applies a diff without line numbers to a file. */
  function edit(file: string, change: string): void {
    const lines = change.trimEnd().split('\n');
    const side = (sign: string) =>
      lines
        .filter((line) => line[0] === ' ' || line[0] === sign)
        .map((line) => `${line.slice(1)}\n`)
        .join('');
    const text = readFileSync(file, 'utf8');
    expect(text.split(side('-')).length).toBe(2);
    writeFileSync(
      file,
      text.replace(side('-'), () => side('+')),
    );
  }
});
