import { readArguments } from '../../bin/arguments';
import { UsageError } from '../../lib/app/parse-options';

test.each([
  [
    ['one', 'hunter2'],
    'accepts one RELEASE, got 2 arguments; remove the others, because the chart is built in, and write --set PATH=VALUE without spaces',
  ],
  [['-f', '-', '-f', '-'], 'standard input (-) must be used only once, because it can be read only once; save '],
  [['-f', ''], '--values must not be empty; set it to a file, or to - for standard input'],
  [['--against='], '--against must not be empty; set it to a file, to a folder, or to - for standard input'],
  [['--against', 'a', '--accept='], '--accept must not be empty; set it to a file, or to - for standard input'],
  [['--accept', 'a'], '--accept requires --against; add it, or remove --accept'],
  [['--against', '-', '--accept', '-'], 'standard input (-) must be used only once'],
  [['-f', 'a,,b'], '--values must not be empty; '],
  [['--format', 'markdown'], '--format must be one of text, json, github, sarif, got markdown'],
  [['--format='], '--format must be one of text, json, github, sarif, got an empty string'],
  [['--format', 'json', '--graph'], '--format must not be set together with --graph; remove one of the two'],
  [['--format', 'sarif', '--redirect-urls'], '--format must not be set together with --redirect-urls; '],
  [['-f', '-', '--against', '-'], 'standard input (-) must be used only once'],
  [['--check', '--output', ''], '--output must not be empty; set it to a folder'],
  [['--check'], '--check requires --output or a configuration file; set --output to the folder to compare'],
  [['--show-values'], '--show-values requires --check or --against; add one of the two, or remove it'],
  [['--show-values', '-o', 'a'], '--show-values requires --check or --against; '],
  [['--fidelity', 'a\n::error::b'], 'got a\\n::error::b'],
  [['--against', 'a', '-o', 'b'], '--against must not be set together with --output; remove one of the two'],
  [['--redirect-urls', '--graph'], '--redirect-urls must not be set together with --graph; remove one of the two'],
  [['--graph', '-o', 'a'], '--graph must not be set together with --output or --against; remove one of them'],
  [
    ['--redirect-urls', '-o', 'a'],
    '--redirect-urls must not be set together with --output or --against; remove one of them',
  ],
  [
    ['--redirect-urls', '--against', '-'],
    '--redirect-urls must not be set together with --output or --against; remove one of them',
  ],
  [['--fidelity', 'exakt'], '--fidelity must be exact or corrected, got exakt'],
  [['--fidelity', ''], '--fidelity must be exact or corrected, got an empty string'],
  [['--chart-version', '0.9.0'], '--chart-version must be one of 0.11.x, 0.12.x, 1.0.x, 1.1.x, 1.2.x, got 0.9.0'],
  [['--chart-version', '1.2'], '--chart-version must be one of 0.11.x, '],
  [['--chart-version='], '--chart-version must be one of 0.11.x, 0.12.x, 1.0.x, 1.1.x, 1.2.x, got an empty string'],
  [
    ['--chart-version', '1.2.3', '--correct', 'base-url-slash'],
    '--correct must be the id of a defect of chart 1.2.3, got base-url-slash; remove it, or use one of budget-selector, ',
  ],
  [['--managed-by', 'helm'], '--managed-by must be cdk8s or Helm, got helm'],
  [
    ['--correct', 'budget-selector', '--fidelity', 'corrected'],
    '--correct must not be set together with --fidelity corrected, which fixes all defects; remove one of the two',
  ],
  [
    ['--correct', 'budget-selektor'],
    '--correct must be the id of a defect of chart 0.11.0, got budget-selektor; use budget-selector',
  ],
  [
    ['--correct', 'api-url', '--correct', 'api-urls'],
    '--correct must be the id of a defect of chart 0.11.0, got api-urls; use api-url',
  ],
  [
    ['--correct', 'budget-selector,api-url'],
    '--correct must be the id of a defect of chart 0.11.0, got budget-selector,api-url; remove it, or use one of ',
  ],
  [['--correct'], '--correct requires a value; write --correct=VALUE'],
])('refuses %j with a message and a fix', (args, message) => {
  expect(() => readArguments(args)).toThrow(UsageError);
  expect(() => readArguments(args)).toThrow(message);
});

test('refuses an unknown defect, and lists all defects if none is similar', () => {
  expect(() => readArguments(['--correct', 'everything'])).toThrow(
    /^--correct must be the id of a defect of chart 0\.11\.0, got everything; remove it, or use one of budget-selector, .*, crd-defaults, flux-substitution$/,
  );
});

test('reads the chart version, and the ids of its defects', () => {
  const args = ['--chart-version', '1.2.3', '--correct', 'jenkins-always-on'];
  expect(readArguments(args)).toMatchObject({
    options: { chartVersion: '1.2.3', fidelity: ['jenkins-always-on'] },
  });
  expect(readArguments([])).toMatchObject({ options: { chartVersion: undefined } });
});

test.each([
  [[], 'exact'],
  [['--fidelity', 'corrected'], 'corrected'],
  [['--correct', 'api-url'], ['api-url']],
  [
    ['--fidelity', 'exact', '--correct', 'api-url', '--correct', 'plain-token'],
    ['api-url', 'plain-token'],
  ],
])('reads %j as the fidelity %j', (args, fidelity) => {
  expect(readArguments(args)).toMatchObject({ command: 'render', options: { fidelity } });
});

test.each([
  [[], false],
  [['--against', 'a'], false],
  [['--against', 'a', '--show-values'], true],
  [['--check', '-o', 'a', '--show-values'], true],
])('reads from %j whether differences show all values', (args, showValues) => {
  expect(readArguments(args)).toMatchObject({ showValues });
});

test.each([
  [['a.yaml,b.yaml'], ['a.yaml', 'b.yaml']],
  [
    ['a.yaml', 'b.yaml,-'],
    ['a.yaml', 'b.yaml', '-'],
  ],
  [['"a,b.yaml",c.yaml'], ['a,b.yaml', 'c.yaml']],
  [['"a "",b.yaml"'], ['a ",b.yaml']],
  [['a b.yaml'], ['a b.yaml']],
])('reads the files of -f %j as Helm does', (lists, files) => {
  expect(readArguments(lists.flatMap((list) => ['-f', list]))).toMatchObject({ valuesFiles: files });
});

test('applies the options that set values in the order of Helm', () => {
  const names = ['--set-literal', '--set-file', '--set-string', '--set', '--set-json', '--set'];
  expect(readArguments(names.flatMap((name, index) => [name, `a=${index}`]))).toMatchObject({
    assignments: [
      { option: '--set-json', text: 'a=4' },
      { option: '--set', text: 'a=3' },
      { option: '--set', text: 'a=5' },
      { option: '--set-string', text: 'a=2' },
      { option: '--set-file', text: 'a=1' },
      { option: '--set-literal', text: 'a=0' },
    ],
  });
});
