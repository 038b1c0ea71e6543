import { githubReport } from '../../../lib/app/report/github';
import { EMPTY, REPORT } from './support';

test('each place of a finding, each difference and each effect is one command', () => {
  expect(githubReport(REPORT).split('\n')).toEqual([
    '::error file=./envs/my values.yaml,line=12,col=5,title=urls::a, b: backstage.baseUrl: must be a URL, got "50%25 :,%0A\\u003a:error::x"%0Afix: write it as https://portal.example.com',
    '::error file=b.yaml,line=1,col=1,title=urls::a, b: backstage.baseUrl: must be a URL, got "50%25 :,%0A\\u003a:error::x"%0Afix: write it as https://portal.example.com',
    '::warning title=hosts::--set: x: m%0Afix: f',
    '::notice title=schema::whole%0Afix: f',
    '::notice title=env::app/portal: Deployment portal: extraEnv[0]: m%0Afix: f',
    '::error title=difference::Secret a/b: removed',
    '::error title=difference::Service a/b: changed spec.type: 1 -> 2',
    '::error title=difference::dist/kustomization.yaml: differs from the rendered file',
    '::warning title=effect::refused Service b spec.clusterIP: is immutable%0Afix: kubectl delete%0Akubectl apply',
    '::notice title=effect::creates Secret c: a new object',
    '',
  ]);
});

test('names of files cannot end a property', () => {
  const source = { file: 'C:,\n%.yaml', line: 1, column: 1 };
  const text = githubReport({
    ...EMPTY,
    findings: [{ rule: 'r', severity: 'error', path: '', message: 'm', fix: 'f', source }],
  });
  expect(text).toBe('::error file=C%3A%2C\\n%25.yaml,line=1,col=1,title=r::m%0Afix: f\n');
});

test('a report without entries has no command', () => {
  expect(githubReport(EMPTY)).toBe('');
});
