// Jest configuration of `npm test`. Runs each *.process.test.ts by itself, and all other test files in a few lanes,
// which test/lanes/lane.ts explains.
module.exports = {
  ...require('./jest.config.json'),
  testMatch: ['**/*.process.test.ts', '**/*.lane.ts'],
  restoreMocks: true,
};
