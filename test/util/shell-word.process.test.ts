import { execFileSync } from 'node:child_process';
import { shellWord } from '../../lib/util/shell-word';

test('leaves names of Kubernetes unchanged', () => {
  expect(shellWord('deployment/portal-1.x')).toBe('deployment/portal-1.x');
});

test.each(['a b', "it's", '$(touch x)', '`x`', 'a;b', '', '"', '\\', '*'])('a shell reads %j as one word', (text) => {
  expect(execFileSync('sh', ['-c', `printf %s ${shellWord(text)}`], { encoding: 'utf8' })).toBe(text);
});
