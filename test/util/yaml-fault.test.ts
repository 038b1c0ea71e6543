import { load, YAMLException } from 'js-yaml';
import { yamlFault } from '../../lib/util/yaml-fault';
import { processorTime } from '../processor-time';

function faultOf(text: string) {
  try {
    load(text);
  } catch (error) {
    if (error instanceof YAMLException) {
      return yamlFault(error);
    }
    throw error;
  }
  throw new Error(`${text} must not be valid YAML`);
}

test('a fault has its position and reason', () => {
  expect(faultOf('a: 1\n  b: c: 2\n')).toEqual({ line: 2, column: 4, reason: 'bad indentation of a mapping entry' });
});

test.each(['a: *hunter2', 'a: !hunter2 b', 'a: !<hunter2', 'password: hunter2: x', 'a: "hunter2'])(
  'a fault contains no part of the text %s',
  (text) => {
    expect(faultOf(text).reason).not.toContain('hunter2');
    expect(faultOf(text).reason).not.toBe('');
  },
);

test.each([' !<', ' "', '"', ': ', ' '])('a fault of 100 kB of %j takes linear time, and is short', (unit) => {
  const reason = unit.repeat(100_000 / unit.length);
  const time = processorTime(() => expect(yamlFault(new YAMLException(reason)).reason.length).toBeLessThan(2000));
  expect(time).toBeLessThan(2000);
});
