import { spawn } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fillSandbox, newSandbox } from './sandbox';

const sandbox = newSandbox();
beforeAll(() => fillSandbox(sandbox, /^(test|dist)\//));
afterAll(() => rmSync(sandbox, { recursive: true, maxRetries: 20 }));

test('npm run watch renders again when a values file or a source changes', async () => {
  const watch = spawn(process.execPath, ['scripts/watch.mjs'], { cwd: sandbox, stdio: ['ignore', 'ignore', 'pipe'] });
  const results = resultsOf(watch.stderr);
  const deployment = () => readFileSync(join(sandbox, 'dist/helm-values/Deployment.openchoreo-ui.k8s.yaml'), 'utf8');
  /** Waits for a run with this result. A change may cause more than one run. */
  const next = async (result: string, isDone = () => true) => {
    for (;;) {
      const { value } = await results.next();
      if (value === undefined || (value === result && isDone())) {
        return value;
      }
    }
  };
  try {
    expect(await next('rendered', () => deployment().includes('imagePullPolicy: IfNotPresent'))).toBe('rendered');
    change('environments/portal.yaml', (text) => text.replace(/^backstage:\n/m, '$&  image: { pullPolicy: Always }\n'));
    expect(await next('rendered', () => deployment().includes('imagePullPolicy: Always'))).toBe('rendered');
    change('main.ts', (text) => text.replace('  production,\n', '  production: nothing,\n'));
    expect(await next('failed')).toBe('failed');
    change('main.ts', (text) => text.replace('  production: nothing,\n', '  production,\n'));
    expect(await next('rendered')).toBe('rendered');
  } finally {
    watch.kill();
  }
});

function change(file: string, edit: (text: string) => string): void {
  const path = join(sandbox, file);
  const before = readFileSync(path, 'utf8');
  const after = edit(before);
  expect(after).not.toBe(before);
  writeFileSync(path, after);
}

/** Returns the result of each run, when the run ends. */
async function* resultsOf(output: AsyncIterable<Buffer>): AsyncGenerator<string, undefined> {
  let text = '';
  for await (const chunk of output) {
    text += chunk.toString();
    for (let found = next(); found !== undefined; found = next()) {
      yield found;
    }
  }

  function next(): string | undefined {
    const [before, result] = /^[\s\S]*?^(rendered|failed); waiting for changes\n/m.exec(text) ?? [];
    text = text.slice(before?.length ?? 0);
    return result;
  }
}
