import fc from 'fast-check';

/**
 * Property tests draw the same examples in each run, so that a commit that was green stays green. `PROPERTY_SEED=$RANDOM npm test -- test/core`
 * looks at others; what it finds becomes a test of its own.
 */
fc.configureGlobal({ seed: Number(process.env['PROPERTY_SEED'] ?? 20_261_126) });
