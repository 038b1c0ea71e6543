import { isSchedule } from '../../../../lib/kubernetes/checks/kinds/schedule';

test.each([
  '* * * * *',
  '59 23 31 12 6',
  '0 0 * jan-MAR sun',
  '*/5 1-5/2 1,2,3 * ?',
  '5/10 * * * *',
  ' 0\t3 * * * ',
  '@daily',
  '@every 1h30m',
])('%s is a schedule', (text) => {
  expect(isSchedule(text)).toBe(true);
});

test.each([
  '',
  '0 3 * *',
  '0 0 3 * * *',
  '60 * * * *',
  '0 24 * * *',
  '0 0 0 * *',
  '0 0 * * 7',
  '0 0 * * fri-mon',
  '5-1 * * * *',
  '-1 * * * *',
  '*/0 * * * *',
  '1-2-3 * * * *',
  'a * * * *',
  '@reboot',
  '@every 1d',
  'TZ=UTC 0 3 * * *',
])('"%s" is no schedule', (text) => {
  expect(isSchedule(text)).toBe(false);
});
