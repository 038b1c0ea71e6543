import { patternForm } from '../../../lib/kubernetes/checks/patterns';

test('a pattern of a host or duration is described in words', () => {
  expect(patternForm('^(\\*\\.)?[a-z0-9]([-a-z0-9]*[a-z0-9])?$').words).toBe('a host name, whose first part may be *');
  expect(patternForm('^([0-9]{1,5}(h|m|s|ms)){1,4}$').fix).toBe('write it as 30s or 1m30s; 0s means no limit');
});

test('another pattern is shown as is', () => {
  expect(patternForm('^x+$').words).toBe('a text that matches ^x+$');
});
