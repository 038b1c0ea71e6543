// The configuration of `npm test`: files that start processes one by one, all others in lanes. See test/lanes/lane.ts.
module.exports = {
  ...require('./jest.config.json'),
  testMatch: ['**/*.process.test.ts', '**/*.lane.ts'],
  restoreMocks: true,
};
