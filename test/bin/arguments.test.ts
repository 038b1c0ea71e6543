import { readArguments, UsageError } from '../../bin/arguments';

test.each([
  [['one', 'two'], 'takes one RELEASE, got two too; leave out the chart, it is built in'],
  [['-f', '-', '-f', '-'], '- must be there once: standard input can be read once'],
  [['-f', '-', '--against', '-'], '- must be there once: standard input can be read once'],
  [['--check', '--output', ''], '--output needs the name of a folder, got none'],
  [['--check'], '--check needs --output DIR, the folder to compare with'],
  [['--against', 'a', '-o', 'b'], '--against and --output must not stand together: the one compares, the other writes'],
  [['--graph', '-o', 'a'], '--graph must stand without --output and --against: it prints no manifests'],
  [['--redirect-urls', '-o', 'a'], '--redirect-urls must stand without --output and --against: it prints no manifests'],
  [
    ['--redirect-urls', '--against', '-'],
    '--redirect-urls must stand without --output and --against: it prints no manifests',
  ],
  [['--fidelity', 'exakt'], '--fidelity must be exact or corrected, got exakt'],
  [['--managed-by', 'helm'], '--managed-by must be cdk8s or Helm, got helm'],
  [
    ['--correct', 'budget-selector', '--fidelity', 'corrected'],
    '--correct must stand without --fidelity corrected, which fixes every defect',
  ],
  [['--correct', 'budget-selektor'], '--correct must be the id of a defect, got budget-selektor; use budget-selector'],
  [
    ['--correct', 'api-url', '--correct', 'api-urls'],
    '--correct must be the id of a defect, got api-urls; use api-url',
  ],
  [['--correct', 'budget-selector,api-url'], '--correct must be the id of a defect, got budget-selector,api-url; use '],
  [['--correct'], "Option '--correct <value>' argument missing"],
])('%j is wrong usage, with a way on', (args, message) => {
  expect(() => readArguments(args)).toThrow(UsageError);
  expect(() => readArguments(args)).toThrow(message);
});

test('a defect that nobody means by its name is refused with all that there are', () => {
  expect(() => readArguments(['--correct', 'everything'])).toThrow(
    /^--correct must be the id of a defect, got everything; use one of budget-selector, .*, stale-config$/,
  );
});

test.each([
  [[], 'exact'],
  [['--fidelity', 'corrected'], 'corrected'],
  [['--correct', 'api-url'], ['api-url']],
  [
    ['--fidelity', 'exact', '--correct', 'api-url', '--correct', 'plain-token'],
    ['api-url', 'plain-token'],
  ],
])('%j is the fidelity %j', (args, fidelity) => {
  expect(readArguments(args)).toMatchObject({ command: 'render', options: { fidelity } });
});
