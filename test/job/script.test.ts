import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { script } from '../../imports/register-redirect-urls.json';

describe('the script', () => {
  test('is a copy of the script in job/, which npm run generate makes', () => {
    expect(script).toBe(readFileSync(join(__dirname, '..', '..', 'job', 'register-redirect-urls.mjs'), 'utf8'));
  });

  test('contains nothing that Kubernetes would expand', () => {
    expect(script).not.toContain('$(');
    expect(script).not.toContain('$$');
  });
});
