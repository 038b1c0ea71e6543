import { schema } from '../../lib/lines/0.11/schema';
import { validate } from '../../lib/values/validate';
import { found } from './validate-sample';

describe('a secret', () => {
  test('is not shown if its type is wrong', () => {
    expect(found({ password: 123456 })).toEqual([
      ['password', 'must be a string, got a number (not shown)', 'put it in quotes'],
    ]);
  });

  test('is not shown if the space after the colon is missing', () => {
    expect(found({ 'password:hunter2': null })).toEqual([
      ['password', 'must have a space after the colon', 'write "password: VALUE"'],
    ]);
    expect(JSON.stringify(validate(schema, { backstage: 'backendSecret:hunter2' }))).not.toContain('hunter2');
  });

  test.each<[string, unknown, string]>([
    ['a list', ['hunter2'], 'must be a string, got a list'],
    ['a map', { hunter2: 'hunter2' }, 'must be a string, got a map'],
  ])('is not shown in %s', (_what, password, message) => {
    expect(found({ password })).toEqual([['password', message, 'change it to a string']]);
  });

  test.each([
    ['backstage.backendSecret', { backstage: { backendSecret: 424242 } }],
    ['backstage.auth.clientSecret', { backstage: { auth: { clientSecret: 424242 } } }],
    ['backstage.thunder.token', { backstage: { thunder: { token: 424242 } } }],
    ['backstage.database.postgresql.password', { backstage: { database: { postgresql: { password: 424242 } } } }],
    ['backstage.env[0].value', { backstage: { env: [{ name: 'DB_PASSWORD', value: 424242 }] } }],
    ['backstage.env[0]', { backstage: { env: [424242] } }],
  ])('is not shown at %s', (path, values) => {
    expect(validate(schema, values).map((finding) => [finding.path, finding.message, finding.fix])).toEqual([
      [path, expect.stringContaining('a number (not shown)'), expect.not.stringContaining('424242')],
    ]);
  });

  test('is not shown if a variable is written as an assignment', () => {
    expect(validate(schema, { backstage: { env: ['DB_PASSWORD=hunter2'] } })[0]?.message).toBe(
      'must be a map, got a string (not shown)',
    );
  });

  test('is not shown if a connection URL replaces the section of its parts', () => {
    const postgresql = 'postgres://backstage:hunter2@db.example.com/backstage';
    expect(validate(schema, { backstage: { database: { postgresql } } })[0]?.message).toBe(
      'must be a map, got a string (not shown)',
    );
  });

  test('is not shown if the list of variables is a string', () => {
    expect(validate(schema, { backstage: { env: 'DB_PASSWORD=hunter2' } })[0]?.message).toBe(
      'must be a list, got a string (not shown)',
    );
  });
});
