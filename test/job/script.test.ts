import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { script } from '../../imports/register-redirect-urls.json';

describe('the script', () => {
  test('is the one in job/, which npm run generate takes over', () => {
    expect(script).toBe(readFileSync(join(__dirname, '..', '..', 'job', 'register-redirect-urls.mjs'), 'utf8'));
  });

  test('has nothing that Kubernetes would expand', () => {
    expect(script).not.toContain('$(');
    expect(script).not.toContain('$$');
  });
});
