import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, afterEach, before, test } from 'node:test';
import axe from 'axe-core';
import { folderWith, launch, render, start, VALUES } from './support.mjs';

// A person edits values in the page, in a real Chromium.

let browser;
let page;
/** Errors on the console of the browser, and requests to other hosts. */
const wrong = [];
/** Answers of the server to the page. */
let answers = [];

before(async () => {
  browser = await launch();
});
after(() => browser.close());
afterEach(async () => {
  await page?.close();
  answers = [];
  assert.deepEqual(wrong.splice(0), []);
});

/** Opens the page for files, or for a folder that has them, and waits until it shows objects. */
async function open(t, files, args, { colorScheme = 'light', isBroken = false } = {}) {
  const folder = typeof files === 'string' ? files : folderWith(files, (end) => t.after(end));
  const command = await start(folder, args, (end) => t.after(end));
  page = await browser.newPage({ viewport: { width: 1400, height: 900 }, colorScheme });
  page.setDefaultTimeout(10_000);
  const { origin } = new URL(command.url);
  page.on('console', (message) => message.type() === 'error' && wrong.push(message.text()));
  page.on('pageerror', ({ message }) => wrong.push(message));
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(`${origin}/`) && !/^(?:data|blob):/.test(url)) {
      wrong.push(url);
    }
  });
  page.on('response', async (response) => {
    if (response.url().endsWith('/render')) {
      answers.push(await response.text().catch(() => ''));
    }
  });
  await page.goto(command.url);
  await page
    .locator(isBroken ? '#stale' : '#object-list li')
    .first()
    .waitFor();
  return { folder, ...command };
}

const FILES = { 'values.yaml': VALUES };
const ARGS = ['-f', 'values.yaml', '--chart-version', '1.2.3'];

const editor = () => page.getByRole('textbox', { name: 'values.yaml' });
const findings = (severity) => page.locator(`#findings .finding.${severity}`);
const status = (pattern) => page.locator('#status').filter({ hasText: pattern }).waitFor();
const tab = (name) => page.getByRole('tab', { name });

/** Puts the cursor at the end of the line with a text. */
async function goTo(text) {
  await editor().locator('.cm-line', { hasText: text }).first().click();
  await page.keyboard.press('End');
}

/** Does something, and waits for the answer to the request that it causes. */
async function answered(path, action) {
  const answer = page.waitForResponse((response) => response.url().endsWith(`/${path}`));
  await action();
  await answer;
}

async function saved(folder, file = 'values.yaml') {
  return readFileSync(join(folder, file), 'utf8');
}

test('shows the values, the objects, and the YAML of the Deployment', async (t) => {
  await open(t, FILES, ARGS);
  await editor().getByText('secretName').waitFor();
  await status(/^9 objects|^\d+ objects/);
  await page.locator('#object-list [aria-current]', { hasText: 'Deployment' }).waitFor();
  await page.locator('#object-yaml').getByText('replicas').first().waitFor();
  await page.getByRole('button', { name: 'Service backstage', exact: true }).click();
  await page.locator('#object-yaml .cm-line', { hasText: 'kind: Service' }).waitFor();
  assert.match(await page.title(), /openchoreo-control-plane/);
});

test('shows a fault beside its line while it is typed, and removes it when it is fixed', async (t) => {
  await open(t, FILES, ARGS);
  assert.equal(await findings('error').count(), 0);
  await goTo('replicas: 1');
  await page.keyboard.press('Backspace');
  await page.keyboard.type('two');
  await findings('error').waitFor();
  const line = editor().locator('.cm-line', { hasText: 'replicas: two' });
  assert.match(await line.locator('.line-note.error').textContent(), /must be an integer/);
  assert.match(await findings('error').textContent(), /values\.yaml:5:\d+/);
  assert.match(await findings('error').textContent(), /Fix: /);
  await page.locator('.cm-lint-marker-error').waitFor();
  await page.getByText('This is the result of the last values without errors.').waitFor();

  for (let index = 0; index < 3; index++) {
    await page.keyboard.press('Backspace');
  }
  await page.keyboard.type('2');
  await findings('error').waitFor({ state: 'detached' });
  await page.locator('#object-yaml .cm-line', { hasText: 'replicas: 2' }).waitFor();
  assert.equal(await page.locator('.line-note.error').count(), 0);
  assert.equal(await page.locator('#stale').isVisible(), false);
});

test('shows a fault of the YAML at its line, and its button moves the cursor there', async (t) => {
  await open(t, FILES, ARGS);
  await goTo('secretName');
  await page.keyboard.press('Enter');
  await page.keyboard.type('broken: [1');
  await findings('error').waitFor();
  await page.locator('.line-note.error').waitFor();
  await page.locator('#show-secrets').focus();
  await findings('error').getByRole('button').click();
  assert.equal(await editor().evaluate((element) => element.contains(document.activeElement)), true);
  await page.keyboard.press('ControlOrMeta+z');
});

test('shows what the configuration file describes, and compares with its output until the folder is up to date', async (t) => {
  const folder = folderWith(
    { ...FILES, 'backstage.config.yaml': 'values: values.yaml\nchartVersion: 1.2.3\nreleaseName: portal\n' },
    (end) => t.after(end),
  );
  render(folder, []);
  await open(t, folder, []);
  assert.match(await page.title(), /^portal/);
  await tab('Differences').click();
  await page.getByText('No difference from dist.').waitFor();
  await goTo('replicas: 1');
  await page.keyboard.type('0');
  await page.getByText('changed spec.replicas: 1 -> 10').waitFor();
  await page.keyboard.press('ControlOrMeta+s');
  await page.waitForFunction(() => document.querySelector('#save').disabled);
  render(folder, []);
  await page.evaluate(() => window.dispatchEvent(new Event('focus')));
  await page.getByText('No difference from dist.').waitFor();
});

test('asks for one rendering at a time while somebody types', async (t) => {
  await open(t, FILES, ARGS);
  let [waiting, most] = [0, 0];
  await page.route('**/render', async (route) => {
    waiting += 1;
    most = Math.max(most, waiting);
    await new Promise((resolve) => setTimeout(resolve, 700));
    waiting -= 1;
    await route.continue();
  });
  await goTo('replicas: 1');
  for (const digit of '123') {
    await page.keyboard.type(digit);
    await page.waitForTimeout(250);
  }
  await page.locator('#object-yaml .cm-line', { hasText: 'replicas: 1123' }).waitFor();
  assert.equal(most, 1);
  await page.unroute('**/render');
});

test('shows why a file is not saved', async (t) => {
  const { folder } = await open(t, FILES, ARGS);
  await goTo('replicas: 1');
  await page.keyboard.type('0');
  await page.evaluate(() => {
    const { fetch } = window;
    window.fetch = (path, init) =>
      path === 'save'
        ? Promise.resolve(Response.json({ problem: 'cannot write values.yaml: permission denied' }, { status: 500 }))
        : fetch(path, init);
  });
  await page.keyboard.press('ControlOrMeta+s');
  await page.getByRole('alert').getByText('cannot write values.yaml: permission denied').waitFor();
  await page.keyboard.type('0');
  await page.locator('#object-yaml .cm-line', { hasText: 'replicas: 100' }).waitFor();
  assert.equal(await page.getByRole('alert').isVisible(), true);
  assert.equal(await saved(folder), VALUES);
});

test('shows the differences from the saved values after another chart version is chosen', async (t) => {
  await open(t, FILES, ARGS);
  await tab('Differences').click();
  await page.getByText('No difference from the saved values with chart 1.2.3, exact.').waitFor();
  await page.getByLabel('Chart version').selectOption('1.1.6');
  await page.getByText(/\d+ objects differ from the saved values with chart 1\.2\.3/).waitFor();
  const deployment = page.locator('details', { hasText: 'Deployment openchoreo-control-plane/backstage' });
  await deployment.locator('.paths').getByText('"v1.2.3" -> "v1.1.6"').first().waitFor();
  await deployment.locator('.cm-deletedChunk', { hasText: 'v1.2.3' }).first().waitFor();
  await page.locator('.effects').getByText('restarts').waitFor();
});

test('compares with another fidelity, and with a folder', async (t) => {
  const folder = folderWith(FILES, (end) => t.after(end));
  render(folder, [...ARGS, '--set', 'backstage.replicas=2', '--output', 'dist']);
  await open(t, folder, [...ARGS, '--against', 'dist']);
  await tab('Differences').click();
  await page.getByText('1 object differs from dist.').waitFor();
  await page.getByText('changed spec.replicas: 2 -> 1').waitFor();
  await page.getByLabel('Compare with').selectOption('fidelity:corrected');
  await page.getByText(/objects? differs? from chart 1\.2\.3, corrected/).waitFor();
  await page.getByLabel('Fidelity').selectOption('corrected');
  await page.getByText('No difference from chart 1.2.3, corrected.').waitFor();
  await page.getByLabel('Compare with').selectOption('version:0.11.0');
  await page.getByText('Cannot compare with chart 0.11.0, corrected.').waitFor();
});

test('draws the graph', async (t) => {
  await open(t, FILES, ARGS);
  await tab('Graph').click();
  const picture = page.getByRole('img', { name: 'Objects and their connections' });
  await picture.locator('svg').waitFor();
  assert.match(await picture.textContent(), /Deployment/);
  assert.match(await picture.textContent(), /routes to/);
  const { width, height } = await picture.locator('svg').boundingBox();
  assert.ok(width > 200 && height > 100, `${width} x ${height}`);
});

test('hides secrets until the user asks for them', async (t) => {
  const values = 'backstage:\n  backendSecret: hunter2-backend\n  baseUrl: http://localhost:7007\n';
  await open(t, { 'values.yaml': values }, [
    '-f',
    'values.yaml',
    '--set',
    'backstage.auth.clientSecret=hunter2-option',
  ]);
  await page.locator('.secret', { hasText: 'hunter2-backend' }).waitFor();
  const security = () =>
    page.locator('.secret', { hasText: 'hunter2' }).evaluate((node) => getComputedStyle(node).webkitTextSecurity);
  assert.equal(await security(), 'disc');
  await page.getByRole('button', { name: /^Secret / }).click();
  await page.locator('#object-yaml .cm-line', { hasText: 'backend-secret: (hidden)' }).waitFor();
  await goTo('backendSecret');
  await answered('render', () => page.keyboard.type('x'));
  await tab('Differences').click();
  await page.locator('.paths').getByText('(hidden) -> (hidden)').first().waitFor();
  assert.ok(answers.length > 0);
  assert.deepEqual(
    answers.filter((answer) => /hunter2|aHVudGVyMi/.test(answer)),
    [],
  );
  await tab('--set').click();
  assert.equal(await security(), 'disc');

  await page.getByLabel('Show secrets').check();
  await tab('Objects').click();
  await page.locator('#object-yaml .cm-line', { hasText: btoa('hunter2-backendx') }).waitFor();
  assert.equal(await security(), 'none');
});

test('writes the file only when the user saves it', async (t) => {
  const { folder } = await open(t, FILES, ARGS);
  const save = page.getByRole('button', { name: 'Save' });
  assert.equal(await save.isDisabled(), true);
  await goTo('replicas: 1');
  await page.keyboard.type('0');
  await page.locator('#object-yaml .cm-line', { hasText: 'replicas: 10' }).waitFor();
  assert.equal(await saved(folder), VALUES);
  await answered('save', () => page.keyboard.press('ControlOrMeta+s'));
  assert.equal(await saved(folder), VALUES.replace('replicas: 1', 'replicas: 10'));
  await page.waitForFunction(() => document.querySelector('#save').disabled);
});

test('follows a file that another program changes', async (t) => {
  const { folder } = await open(t, FILES, ARGS);
  writeFileSync(join(folder, 'values.yaml'), VALUES.replace('replicas: 1', 'replicas: 3'));
  await editor().locator('.cm-line', { hasText: 'replicas: 3' }).waitFor();
  await page.locator('#object-yaml .cm-line', { hasText: 'replicas: 3' }).waitFor();
});

test('loses no change when another program changes the file that the user edits', async (t) => {
  const { folder } = await open(t, FILES, ARGS);
  await goTo('replicas: 1');
  await page.keyboard.type('5');
  const other = VALUES.replace('replicas: 1', 'replicas: 4');
  writeFileSync(join(folder, 'values.yaml'), other);
  const conflict = page.getByRole('alert');
  await conflict.getByText('values.yaml changed on disk').waitFor();
  await editor().locator('.cm-line', { hasText: 'replicas: 15' }).waitFor();
  await answered('save', () => page.keyboard.press('ControlOrMeta+s'));
  assert.equal(await saved(folder), other);

  await conflict.getByRole('button', { name: 'Compare' }).click();
  await page.getByRole('dialog').getByText('replicas: 4').waitFor();
  await page.getByRole('dialog').getByText('replicas: 15').waitFor();
  await page.getByRole('button', { name: 'Close' }).click();

  await conflict.getByRole('button', { name: 'Use the file' }).click();
  await editor().locator('.cm-line', { hasText: 'replicas: 4' }).waitFor();
  assert.equal(await conflict.isVisible(), false);
  await editor().focus();
  await page.keyboard.press('ControlOrMeta+z');
  await editor().locator('.cm-line', { hasText: 'replicas: 15' }).waitFor();
  await answered('save', () => page.keyboard.press('ControlOrMeta+s'));
  assert.equal(await saved(folder), VALUES.replace('replicas: 1', 'replicas: 15'));
});

test('undoes no more than the user typed', async (t) => {
  await open(t, FILES, ARGS);
  await goTo('replicas: 1');
  await page.keyboard.type('5');
  for (let index = 0; index < 3; index++) {
    await page.keyboard.press('ControlOrMeta+z');
  }
  await editor()
    .locator('.cm-line', { hasText: /replicas: 1$/ })
    .waitFor();
  await page.waitForFunction(() => document.querySelector('#save').disabled);
});

test('keeps the text of the user who prefers it to the file', async (t) => {
  const { folder } = await open(t, FILES, ARGS);
  await goTo('replicas: 1');
  await page.keyboard.type('5');
  writeFileSync(join(folder, 'values.yaml'), VALUES.replace('replicas: 1', 'replicas: 4'));
  await page.getByRole('button', { name: 'Keep my text' }).click();
  await answered('save', () => page.getByRole('button', { name: 'Save' }).click());
  assert.equal(await saved(folder), VALUES.replace('replicas: 1', 'replicas: 15'));
});

test('says that the values render no objects', async (t) => {
  const { folder } = await open(t, FILES, ARGS);
  const off = VALUES.replace('backstage:\n', 'backstage:\n  enabled: false\n');
  writeFileSync(
    join(folder, 'values.yaml'),
    off.replace('\n  http:\n    hostnames:\n      - api', '\n  http:\n    enabled: false\n    hostnames:\n      - api'),
  );
  await page.locator('#stale').getByText('These values render no objects.').waitFor();
  await tab('Graph').click();
  assert.equal(await page.getByRole('tabpanel', { name: 'Graph' }).textContent(), '');
  await page.getByLabel('Compare with').selectOption('version:1.1.6');
  await tab('Differences').click();
  await page.getByText('No difference from chart 1.1.6, exact.').waitFor();
});

test('shows a frame around the editor that has the focus of the keyboard', async (t) => {
  await open(t, FILES, ARGS);
  const frame = (id) =>
    page.evaluate((id) => getComputedStyle(document.querySelector(`${id} .cm-editor`), '::after').borderTopWidth, id);
  await tab('values.yaml').focus();
  assert.notEqual(await frame('#editor'), '2px');
  await page.keyboard.press('Tab');
  assert.equal(await frame('#editor'), '2px');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Tab');
  assert.notEqual(await frame('#editor'), '2px');
  assert.equal(await editor().evaluate((element) => element.contains(document.activeElement)), false);
});

test('has a tab for each file and for options, which arrow keys select', async (t) => {
  const files = { ...FILES, 'more.yaml': 'backstage:\n  replicas: many\n' };
  const folder = folderWith(files, (end) => t.after(end));
  const { url } = await start(folder, [...ARGS, '-f', 'more.yaml', '--set', 'backstage.image.tag=v1'], (end) =>
    t.after(end),
  );
  page = await browser.newPage();
  await page.goto(url);
  await findings('error').waitFor();
  assert.match(await findings('error').textContent(), /more\.yaml:2:/);
  await findings('error').getByRole('button').click();
  await page.getByRole('textbox', { name: 'more.yaml' }).locator('.line-note.error').waitFor();
  assert.equal(await tab('more.yaml').getAttribute('aria-selected'), 'true');
  await tab('more.yaml').focus();
  await page.keyboard.press('ArrowRight');
  await page.getByRole('textbox', { name: '--set' }).getByText('tag', { exact: true }).waitFor();
  assert.equal(await page.getByRole('textbox', { name: '--set' }).getAttribute('contenteditable'), 'false');
  await page.keyboard.press('Home');
  await editor().getByText('secretName').waitFor();
});

for (const colorScheme of ['light', 'dark']) {
  test(`has no known barrier for people with disabilities, with ${colorScheme} colors`, async (t) => {
    await open(t, { 'values.yaml': VALUES.replace('replicas: 1', 'replicas: 0') }, ARGS, {
      colorScheme,
      isBroken: true,
    });
    await findings('error').waitFor();
    assert.deepEqual(await barriers(), []);
    await goTo('replicas: 0');
    await page.keyboard.press('Backspace');
    await page.keyboard.type('2');
    await page.locator('#object-yaml .cm-line', { hasText: 'replicas: 2' }).waitFor();
    for (const name of ['Objects', 'Differences', 'Graph']) {
      await page.getByLabel('Compare with').selectOption('version:1.1.6');
      await tab(name).click();
      await page.getByRole('tabpanel', { name }).locator('li, svg').first().waitFor();
      assert.deepEqual(await barriers(), [], name);
    }
  });
}

/** Returns the rules of accessibility that the page breaks, each with the elements. */
async function barriers() {
  // The policy of the page refuses scripts of others, but not those of the browser's debugger.
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(() => globalThis.axe.run());
  return violations.map(({ id, nodes }) => [
    id,
    ...nodes.map(({ html, failureSummary }) => `${html} ${failureSummary}`),
  ]);
}

test('says that the command has ended, and keeps the text', async (t) => {
  const { child, ended } = await open(t, FILES, ARGS);
  await goTo('replicas: 1');
  await page.keyboard.type('7');
  await page.locator('#object-yaml .cm-line', { hasText: 'replicas: 17' }).waitFor();
  child.kill('SIGINT');
  assert.equal(await ended, 0);
  await status('The command has ended.');
  await editor().locator('.cm-line', { hasText: 'replicas: 17' }).waitFor();
  // The browser reports the connection that ended.
  wrong.splice(0, wrong.length, ...wrong.filter((message) => !/ERR_/.test(message)));
});
